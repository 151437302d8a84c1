package science.pipeline.analytics;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
import science.pipeline.analytics.intake.DrainWatch;
import science.pipeline.analytics.intake.Intake;
import science.pipeline.analytics.intake.IntakeStart;
import science.pipeline.dataset.closing.FinalDataset;
import science.pipeline.dataset.commit.Ledger;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Refusal;

/**
 * How the service ends: the topic is drained, a person stops it, or what was found forbids to go on. Reading ends
 * first; then the final dataset is built from the commits, which needs no Kafka: it may be stopped at the same moment.
 */
@Component
public class Ending implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Ending.class);
    private static final long LOOK_MILLIS = 250;

    /** After the listener's container, before the web server: the page lives until the dataset is built. */
    private static final int PHASE = Integer.MAX_VALUE - 500;

    private final FinalDatasetTime time;
    private final boolean exitsWhenDrained;
    private final Reading reading;
    private final Topic topic;
    private final FinalBuild finalBuild;
    private final IntConsumer exit;
    private final Thread watcher = new Thread(this::watch, "drain-watch");
    private volatile boolean running;
    private volatile boolean drained;
    private volatile String refusal = "";

    /** What this process reads. */
    interface Reading {

        /** Whether it has ever had a partition. */
        boolean hasOwned();

        /** Whether it runs the watch over all partitions. */
        boolean ownsPartitionZero();

        /** Whether another host writes the dataset, and ends it. */
        boolean readsOnly();

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
                properties,
                pipeline,
                reading(intake, start),
                topic(drainWatch),
                finalDataset,
                // In one JVM with the other services, somebody else ends it.
                pipeline.standalone() ? code -> {} : code -> exit(context, code));
    }

    private Ending(
            AnalyticsProperties properties,
            PipelineProperties pipeline,
            Reading reading,
            Topic topic,
            FinalDataset finalDataset,
            IntConsumer exit) {
        this(
                properties.finalDataset(),
                pipeline.exitWhenDrained(),
                reading,
                topic,
                new FinalBuild(
                        finalDataset,
                        topic,
                        properties.finalLimit().toBytes(),
                        !pipeline.standalone() && pipeline.terminal()),
                exit);
    }

    Ending(
            FinalDatasetTime time,
            boolean exitsWhenDrained,
            Reading reading,
            Topic topic,
            FinalBuild finalBuild,
            IntConsumer exit) {
        this.time = time;
        this.exitsWhenDrained = exitsWhenDrained;
        this.reading = reading;
        this.topic = topic;
        this.finalBuild = finalBuild;
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
            public boolean readsOnly() {
                return intake.readsOnly();
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
        return finalBuild.summary();
    }

    /** Why the service cannot go on. */
    public Optional<String> refusal() {
        return refusal.isEmpty() ? Optional.empty() : Optional.of(refusal);
    }

    /** What was found forbids to go on. */
    @EventListener
    public void refuse(Refusal found) {
        if (refusal.isEmpty()) {
            refusal = String.valueOf(found.getMessage());
            log.error("{}", refusal, found.getCause());
            exit.accept(1);
        }
    }

    /** Whatever goes wrong here, the run ends: nobody else would end it. */
    private void watch() {
        try {
            while (running) {
                if (exitsWhenDrained && !reading.readsOnly() && topic.isDrained()) {
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
        } else if (runsTheWatch || finalBuild.isLeft()) {
            build(true);
        }
        if (refusal.isEmpty()) {
            drained = true;
            exit.accept(0);
        }
    }

    private void build(boolean topicIsDrained) {
        if (refusal.isEmpty()) {
            try {
                finalBuild.run(topicIsDrained);
            } catch (Refusal failed) {
                refuse(failed);
            }
        }
    }

    /**
     * Builds the final dataset from what is committed now; reading goes on.
     *
     * @throws IOException also when it could not be written
     * @throws Fenced when another instance has taken the building over
     */
    public Ledger buildNow() throws IOException, Fenced {
        return finalBuild.now();
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
        // Also one that has read nothing may be all that is left of a group, after a kill.
        boolean wanted = time == FinalDatasetTime.STOP
                && !drained
                && refusal.isEmpty()
                && !reading.readsOnly()
                && (reading.hasOwned() || finalBuild.isBehind());
        if (!wanted) {
            return;
        }
        if (finalBuild.isOurs()) {
            build(finalBuild.isAtTheEnd());
        } else {
            log.info("The final dataset is left to another instance that reads, as Kafka has it. One that was killed"
                    + " counts for session.timeout.ms more: if none reads, start this one and stop it again.");
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
