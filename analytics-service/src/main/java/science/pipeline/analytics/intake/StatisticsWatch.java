package science.pipeline.analytics.intake;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import science.pipeline.analytics.post.Announcements;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.windows.LiveStatistics;

/**
 * Watches detectors after every commit interval; while this process owns partition 0 it also publishes statistics, and
 * tells of alarms.
 */
final class StatisticsWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StatisticsWatch.class);

    private final Intake intake;
    private final LiveStatistics statistics;
    private final DetectorAlarms alarms;
    private final Announcements announcements;
    private final boolean watchesDetectors;
    private final long intervalMillis;
    private final Thread thread = new Thread(this::watch, "statistics");
    private volatile boolean running;

    StatisticsWatch(
            Intake intake,
            LiveStatistics statistics,
            DetectorAlarms alarms,
            Announcements announcements,
            boolean watchesDetectors,
            long intervalMillis) {
        this.intake = intake;
        this.statistics = statistics;
        this.alarms = alarms;
        this.announcements = announcements;
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
    private void publish() {
        try {
            boolean owns = intake.ownsPartitionZero();
            if (owns) {
                announcements.begin();
                statistics.publish();
            } else {
                announcements.leave();
                leave();
            }
            if (watchesDetectors && (owns || intake.hasOwned())) {
                alarms.look(owns);
            }
            if (owns) {
                announcements.remember();
            }
        } catch (IOException | Fenced | RuntimeException | Error failed) {
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
            announcements.awaitAlarms();
            alarms.remember();
        } catch (IOException unwritable) {
            log.debug("alarms may be told again: {}", unwritable.toString());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
