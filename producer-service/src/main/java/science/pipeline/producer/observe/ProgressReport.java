package science.pipeline.producer.observe;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import science.pipeline.producer.publish.Emission;
import science.pipeline.terminal.Figures;
import science.pipeline.terminal.ProgressLine;

/** Tells in the terminal how the run goes, where the producer has the terminal to itself. */
@Component
@ConditionalOnProperty(name = "pipeline.standalone", havingValue = "false", matchIfMissing = true)
final class ProgressReport implements SmartLifecycle {

    /** How much of a new measurement goes into the shown rate: it calms down within about two seconds. */
    private static final double WEIGHT = 0.2;

    private static final Logger log = LoggerFactory.getLogger(ProgressReport.class);

    private final Emission emission;
    private final boolean terminal;
    private volatile boolean running;
    private @Nullable ProgressLine line;
    private long lastAcknowledged;
    private long lastNanos = System.nanoTime();
    private double perSecond;

    ProgressReport(Emission emission, @Value("${pipeline.terminal:true}") boolean terminal) {
        this.emission = emission;
        this.terminal = terminal;
    }

    @Scheduled(fixedRate = 250, timeUnit = TimeUnit.MILLISECONDS)
    synchronized void report() {
        if (!running || emission.produced() == 0) {
            return;
        }
        if (line == null) {
            line = terminal ? ProgressLine.on(System.out) : ProgressLine.unseen();
        }
        measure();
        line.update(text());
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (line != null) {
            line.update(text());
            line.close();
        }
        log.info(
                "Sent {} events, {} acknowledged, {} failed",
                Figures.count(emission.produced()),
                Figures.count(emission.acknowledged()),
                Figures.count(emission.failed()));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped after the sending, so that the last figures are shown. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 1;
    }

    private void measure() {
        long now = System.nanoTime();
        long acknowledged = emission.acknowledged();
        double measured = (acknowledged - lastAcknowledged) * 1e9 / Math.max(1, now - lastNanos);
        perSecond += WEIGHT * (measured - perSecond);
        lastNanos = now;
        lastAcknowledged = acknowledged;
    }

    private String text() {
        ProducerState state = ProducerState.of(emission);
        boolean sending = state.state() == ProducerState.Word.SENDING;
        String text = "produced " + Figures.count(state.produced()) + "  acknowledged "
                + Figures.count(state.acknowledged()) + "  " + Figures.rate(perSecond);
        OptionalLong total = emission.total();
        if (total.isPresent() && total.getAsLong() > 0) {
            // The time that is left is known only while events flow.
            text += "  "
                    + Figures.bar(state.acknowledged(), total.getAsLong(), sending && perSecond >= 1 ? perSecond : 0);
        }
        return sending ? text : text + "  " + state.state();
    }
}
