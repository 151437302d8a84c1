package science.pipeline.analytics.observe;

import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.codec.Rejection;
import science.pipeline.engine.EventPrinter;
import science.pipeline.event.EventBatch;

/** All who look at events as they pass: the terminal and the page. */
@Component
@Primary
final class Onlookers implements EventPrinter {

    private final TerminalPrinter terminal;
    private final LiveFigures figures;

    Onlookers(TerminalPrinter terminal, LiveFigures figures) {
        this.terminal = terminal;
        this.figures = figures;
    }

    @Override
    public void events(int partition, EventBatch batch, Verdicts verdicts) {
        terminal.events(partition, batch, verdicts);
        figures.events(partition, batch, verdicts);
    }

    @Override
    public void rejected(int partition, long offset, Rejection rejection) {
        terminal.rejected(partition, offset, rejection);
        figures.rejected(partition, offset, rejection);
    }
}
