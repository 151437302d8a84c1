package science.pipeline.analytics;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import science.pipeline.analytics.dataset.FinalDataset;
import science.pipeline.analytics.dataset.Ledger;
import science.pipeline.analytics.dataset.LedgerTable;
import science.pipeline.analytics.dataset.Refusal;
import science.pipeline.analytics.intake.DrainWatch;
import science.pipeline.analytics.intake.Intake;
import science.pipeline.analytics.intake.IntakeStart;

/**
 * How the service ends: the topic is drained, a person stops it, or what was found forbids to go on. Reading ends
 * first; then the final dataset is built from the commits.
 */
@Component
public class Ending implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Ending.class);
    private static final long LOOK_MILLIS = 250;

    /** After the listener's container, before the web server: the page lives until the dataset is built. */
    private static final int PHASE = Integer.MAX_VALUE - 500;

    private final AnalyticsProperties properties;
    private final PipelineProperties pipeline;
    private final DrainWatch drainWatch;
    private final Intake intake;
    private final ObjectProvider<IntakeStart> reading;
    private final FinalDataset finalDataset;
    private final ConfigurableApplicationContext context;
    private final Thread watcher = new Thread(this::watch, "drain-watch");
    private volatile boolean running;
    private volatile boolean drained;
    private volatile List<String> summary = List.of();
    private volatile String refusal = "";

    Ending(
            AnalyticsProperties properties,
            PipelineProperties pipeline,
            DrainWatch drainWatch,
            Intake intake,
            ObjectProvider<IntakeStart> reading,
            FinalDataset finalDataset,
            ConfigurableApplicationContext context) {
        this.properties = properties;
        this.pipeline = pipeline;
        this.drainWatch = drainWatch;
        this.intake = intake;
        this.reading = reading;
        this.finalDataset = finalDataset;
        this.context = context;
    }

    /** Whether every record is in the dataset and the final dataset is built. */
    public boolean drained() {
        return drained;
    }

    /** The closing table; empty before the end. */
    public List<String> summary() {
        return summary;
    }

    /** Why the service cannot go on. */
    public Optional<String> refusal() {
        return refusal.isEmpty() ? Optional.empty() : Optional.of(refusal);
    }

    /** What was found forbids to go on. */
    @EventListener
    public void refuse(Refusal found) {
        if (refusal.isEmpty()) {
            refusal = found.getMessage();
            log.error("{}", refusal, found.getCause());
            exit(1);
        }
    }

    private void watch() {
        try {
            while (running) {
                if (pipeline.exitWhenDrained() && drainWatch.isDrained()) {
                    endDrained();
                    return;
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (Refusal damaged) {
            refuse(damaged);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Only one instance builds: the one that runs the watch. */
    private synchronized void endDrained() {
        boolean runsTheWatch = intake.ownsPartitionZero();
        reading.getObject().stopReading();
        if (runsTheWatch) {
            build(true);
        }
        drained = true;
        exit(0);
    }

    private void build(boolean topicIsDrained) {
        if (!refusal.isEmpty()) {
            return;
        }
        try {
            log.info("builds the final dataset");
            Ledger ledger = finalDataset.build(topicIsDrained);
            summary = LedgerTable.of(ledger);
            if (!pipeline.standalone() && pipeline.terminal()) {
                summary.forEach(System.out::println);
            }
        } catch (Refusal damaged) {
            refuse(damaged);
        } catch (IOException failed) {
            refuse(new Refusal("The final dataset was not built: " + failed
                    + ". The dataset itself is complete; build it again by starting the service once more."));
        }
    }

    /**
     * Builds the final dataset from what is committed now; reading goes on.
     *
     * @throws IOException also when a file went to another owner meanwhile; the next build finds its successor
     */
    public Ledger buildNow() throws IOException {
        return finalDataset.build(isAtTheEnd());
    }

    /** In one JVM with the other services, somebody else ends it. */
    private void exit(int code) {
        if (!pipeline.standalone()) {
            Thread exit = new Thread(() -> System.exit(SpringApplication.exit(context, () -> code)), "exit");
            // As a daemon, which it would inherit, it may lose to the JVM's own end, and with it the exit code.
            exit.setDaemon(false);
            exit.start();
        }
    }

    @Override
    public void start() {
        running = true;
        watcher.setDaemon(true);
        watcher.start();
    }

    @Override
    public synchronized void stop() {
        running = false;
        boolean wanted = properties.finalDataset() == AnalyticsProperties.FinalDatasetTime.STOP && !drained;
        if (wanted && intake.hasOwned() && drainWatch.isLastToStop()) {
            build(isAtTheEnd());
        }
    }

    private boolean isAtTheEnd() {
        try {
            return drainWatch.isCommittedToTheEnd();
        } catch (Refusal damaged) {
            refuse(damaged);
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
