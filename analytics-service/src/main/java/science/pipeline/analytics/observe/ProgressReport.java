package science.pipeline.analytics.observe;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import science.pipeline.analytics.PipelineProperties;
import science.pipeline.terminal.Figures;
import science.pipeline.terminal.ProgressLine;

/** Tells in the terminal how reading goes, where this service has the terminal to itself. */
@Component
@ConditionalOnProperty(name = "pipeline.standalone", havingValue = "false", matchIfMissing = true)
final class ProgressReport implements Pulse.Beat, DisposableBean {

    private final PipelineProgress progress;
    private final RunState state;
    private final Arrivals arrivals;
    private final boolean terminal;
    private @Nullable ProgressLine line;

    ProgressReport(PipelineProgress progress, RunState state, Arrivals arrivals, PipelineProperties pipeline) {
        this.progress = progress;
        this.state = state;
        this.arrivals = arrivals;
        this.terminal = pipeline.terminal();
    }

    @Override
    public synchronized void beat() {
        RunState.Word word = state.now().word();
        if (word.reads()) {
            open().update(text(word));
        } else {
            destroy();
        }
    }

    private ProgressLine open() {
        if (line == null) {
            line = terminal ? ProgressLine.on(System.out) : ProgressLine.unseen();
        }
        return line;
    }

    private String text(RunState.Word word) {
        String lag = progress.lag() < 0 ? "unknown" : Figures.count(progress.lag());
        String text = "consumed " + Figures.count(progress.received()) + "  " + Figures.rate(arrivals.perSecond())
                + "  lag " + lag
                + "  flagged " + Figures.count(progress.flagged()) + "  rejected "
                + Figures.count(progress.rejected());
        return word == RunState.Word.RUNNING ? text : text + "  " + word;
    }

    /** Gives the terminal back: others have something to say. */
    @Override
    public synchronized void destroy() {
        if (line != null) {
            line.close();
            line = null;
        }
    }
}
