package science.pipeline.analytics.intake;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import science.pipeline.analytics.dataset.Fenced;
import science.pipeline.analytics.dataset.LiveStatistics;

/** Publishes statistics and watches detectors after every commit interval, while this process owns partition 0. */
final class StatisticsWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StatisticsWatch.class);

    private final Intake intake;
    private final LiveStatistics statistics;
    private final DetectorAlarms alarms;
    private final boolean watchesDetectors;
    private final long intervalMillis;
    private final Thread thread = new Thread(this::watch, "statistics");
    private volatile boolean running;

    StatisticsWatch(
            Intake intake,
            LiveStatistics statistics,
            DetectorAlarms alarms,
            boolean watchesDetectors,
            long intervalMillis) {
        this.intake = intake;
        this.statistics = statistics;
        this.alarms = alarms;
        this.watchesDetectors = watchesDetectors;
        this.intervalMillis = intervalMillis;
    }

    private void watch() {
        try {
            while (running) {
                Thread.sleep(intervalMillis);
                publish();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Statistics are derived: what fails now is done again at the next look, at the latest with the final dataset. */
    private void publish() throws InterruptedException {
        if (!intake.ownsPartitionZero()) {
            alarms.leave();
            leave();
            return;
        }
        try {
            statistics.publish();
            if (watchesDetectors) {
                alarms.look();
            }
        } catch (IOException | Fenced | RuntimeException failed) {
            log.debug("statistics were not published, or detectors not watched: {}", failed.toString());
        }
    }

    private void leave() {
        try {
            statistics.leave();
        } catch (IOException remains) {
            log.debug("the next one who makes statistics clears up: {}", remains.toString());
        }
    }

    @Override
    public void start() {
        running = true;
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for a publication under way: the final dataset follows. */
    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join();
            leave();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
