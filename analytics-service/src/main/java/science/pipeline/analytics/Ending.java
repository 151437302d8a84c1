package science.pipeline.analytics;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import science.pipeline.analytics.AnalyticsProperties.FinalDatasetTime;
import science.pipeline.analytics.dataset.Fenced;
import science.pipeline.analytics.dataset.FinalDataset;
import science.pipeline.analytics.dataset.Ledger;
import science.pipeline.analytics.dataset.LedgerTable;
import science.pipeline.analytics.dataset.Refusal;
import science.pipeline.analytics.intake.DrainWatch;
import science.pipeline.analytics.intake.Intake;
import science.pipeline.analytics.intake.IntakeStart;

/**
 * How the service ends: the topic is drained, a person stops it, or what was found forbids to go on. Reading ends
 * first; then the final dataset is built from the commits, which needs no Kafka: it may be stopped at the same moment.
 */
@Component
public class Ending implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Ending.class);
    private static final long LOOK_MILLIS = 250;

    /** What Kafka does not say by then, the end does without. */
    private static final long PATIENCE_SECONDS = 4;

    /** After the listener's container, before the web server: the page lives until the dataset is built. */
    private static final int PHASE = Integer.MAX_VALUE - 500;

    private final FinalDatasetTime time;
    private final boolean exitsWhenDrained;
    private final boolean printsSummary;
    private final Reading reading;
    private final Topic topic;
    private final FinalDataset finalDataset;
    private final IntConsumer exit;
    private final Thread watcher = new Thread(this::watch, "drain-watch");
    private volatile boolean running;
    private volatile boolean drained;
    private volatile List<String> summary = List.of();
    private volatile String refusal = "";

    /** What this process reads. */
    interface Reading {

        /** Whether it has ever had a partition. */
        boolean hasOwned();

        /** Whether it runs the watch over all partitions. */
        boolean ownsPartitionZero();

        /** Ends reading: what has been polled is finished and committed. Returns when it is. */
        void stop();
    }

    /** What Kafka knows; it may be slow to answer, or gone. */
    interface Topic {

        /** Whether all is committed and nothing new came for a while. */
        boolean isDrained() throws InterruptedException;

        /** Whether all is committed right now. */
        boolean isCommittedToTheEnd() throws InterruptedException;

        /** Whether no other instance reads any more. */
        boolean isLastToStop();
    }

    @Autowired
    Ending(
            AnalyticsProperties properties,
            PipelineProperties pipeline,
            DrainWatch drainWatch,
            Intake intake,
            ObjectProvider<IntakeStart> start,
            FinalDataset finalDataset,
            ConfigurableApplicationContext context) {
        this(
                properties.finalDataset(),
                pipeline.exitWhenDrained(),
                !pipeline.standalone() && pipeline.terminal(),
                reading(intake, start),
                topic(drainWatch),
                finalDataset,
                // In one JVM with the other services, somebody else ends it.
                pipeline.standalone() ? code -> {} : code -> exit(context, code));
    }

    Ending(
            FinalDatasetTime time,
            boolean exitsWhenDrained,
            boolean printsSummary,
            Reading reading,
            Topic topic,
            FinalDataset finalDataset,
            IntConsumer exit) {
        this.time = time;
        this.exitsWhenDrained = exitsWhenDrained;
        this.printsSummary = printsSummary;
        this.reading = reading;
        this.topic = topic;
        this.finalDataset = finalDataset;
        this.exit = exit;
    }

    private static Reading reading(Intake intake, ObjectProvider<IntakeStart> start) {
        return new Reading() {
            @Override
            public boolean hasOwned() {
                return intake.hasOwned();
            }

            @Override
            public boolean ownsPartitionZero() {
                return intake.ownsPartitionZero();
            }

            @Override
            public void stop() {
                start.getObject().stopReading();
            }
        };
    }

    private static Topic topic(DrainWatch watch) {
        return new Topic() {
            @Override
            public boolean isDrained() throws InterruptedException {
                return watch.isDrained();
            }

            @Override
            public boolean isCommittedToTheEnd() throws InterruptedException {
                return watch.isCommittedToTheEnd();
            }

            @Override
            public boolean isLastToStop() {
                return watch.isLastToStop();
            }
        };
    }

    private static void exit(ConfigurableApplicationContext context, int code) {
        Thread exit = new Thread(() -> System.exit(SpringApplication.exit(context, () -> code)), "exit");
        // As a daemon, which it would inherit, it may lose to the JVM's own end, and with it the exit code.
        exit.setDaemon(false);
        exit.start();
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
            exit.accept(1);
        }
    }

    /** Whatever goes wrong here, the run ends: nobody else would end it. */
    private void watch() {
        try {
            while (running) {
                if (exitsWhenDrained && topic.isDrained()) {
                    endDrained();
                    return;
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (Refusal damaged) {
            refuse(damaged);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error unexpected) {
            log.error("the end of the run failed", unexpected);
            refuse(new Refusal("The run ends early: " + unexpected + ". What is committed is safe; start it again."));
        }
    }

    /** The instance that runs the watch builds; if nobody did while it changed hands, whoever leaves last. */
    private synchronized void endDrained() {
        boolean runsTheWatch = reading.ownsPartitionZero();
        reading.stop();
        if (time == FinalDatasetTime.REQUEST) {
            log.info("All is committed. analytics.final-dataset=request: the final files are built by a POST to"
                    + " /actuator/dataset/final while a service runs, or at the end of a run with"
                    + " --analytics.final-dataset=stop.");
        } else if (runsTheWatch || isLeft()) {
            build(true);
        }
        if (refusal.isEmpty()) {
            drained = true;
            exit.accept(0);
        }
    }

    private void build(boolean topicIsDrained) {
        if (!refusal.isEmpty()) {
            return;
        }
        try {
            log.info("builds the final dataset");
            Ledger ledger = finalDataset.build(topicIsDrained);
            summary = LedgerTable.of(ledger);
            if (printsSummary) {
                summary.forEach(System.out::println);
            }
        } catch (Refusal damaged) {
            refuse(damaged);
        } catch (Fenced overtaken) {
            log.info("{} It builds the final dataset when it ends.", overtaken.getMessage());
        } catch (IOException | RuntimeException | Error failed) {
            log.debug("the final dataset was not built", failed);
            refuse(new Refusal("The final dataset was not built: " + failed
                    + ". The dataset itself is complete; build it again by starting the service once more."));
        }
    }

    /**
     * Builds the final dataset from what is committed now; reading goes on.
     *
     * @throws IOException also when it could not be written
     * @throws Fenced when another instance has taken the building over
     */
    public Ledger buildNow() throws IOException, Fenced {
        return finalDataset.build(isAtTheEnd());
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
        boolean wanted = time == FinalDatasetTime.STOP && !drained && refusal.isEmpty() && reading.hasOwned();
        if (wanted && (isLeft() || answer(topic::isLastToStop, true))) {
            build(isAtTheEnd());
        }
    }

    /** The commits tell most often whether others still read; then nobody has to ask Kafka. */
    private boolean isLeft() {
        try {
            return finalDataset.isLeft();
        } catch (IOException | Refusal unreadable) {
            return false; // who builds finds out why
        }
    }

    private boolean isAtTheEnd() {
        return answer(topic::isCommittedToTheEnd, false);
    }

    /** What Kafka says, if it says it soon. */
    private boolean answer(Callable<Boolean> question, boolean otherwise) {
        FutureTask<Boolean> asked = new FutureTask<>(question);
        Thread asking = new Thread(asked, "last-question");
        asking.setDaemon(true);
        asking.start();
        try {
            return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException silent) {
            asking.interrupt();
            return otherwise;
        } catch (ExecutionException failed) {
            log.debug("Kafka could not be asked at the end", failed);
            return otherwise;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return otherwise;
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
