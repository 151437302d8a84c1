package science.pipeline.spark;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analytics.post.Announcements;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.windows.LiveStatistics;
import science.pipeline.dataset.windows.LiveWatch;
import science.pipeline.dataset.windows.StatisticsFiles;

/**
 * What follows from all partitions' commits while the run goes on: statistics of windows, and the watch over the
 * detectors. The driver does it after each batch, beside the next one, on a thread of its own.
 */
final class Onlooker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Onlooker.class);
    private static final long LONGEST_LOOK_MINUTES = 10;

    private final ResultsFolder folder;
    private final StatisticsFiles files;
    private final LiveStatistics statistics;
    private final Announcements announcements;
    private final boolean watchesDetectors;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread statisticsThread = new Thread(work, "statistics");
        statisticsThread.setDaemon(true);
        return statisticsThread;
    });
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile Map<Integer, Long> ends = Map.of();
    private @Nullable LiveWatch watch;

    Onlooker(
            ResultsFolder folder,
            StatisticsFiles files,
            AnalysisConfiguration configuration,
            Announcements announcements) {
        this.folder = folder;
        this.files = files;
        this.statistics = new LiveStatistics(folder, files);
        this.announcements = announcements;
        this.watchesDetectors = configuration.watch().enabled();
    }

    /**
     * Looks at the newest commits soon; does not wait.
     *
     * @param readableEnds of the topic's partitions, so far as known
     */
    void look(Map<Integer, Long> readableEnds) {
        ends = readableEnds;
        if (due.compareAndSet(false, true)) {
            thread.execute(this::lookNow);
        }
    }

    /** Statistics are derived: what fails now is done again at the next look, at the latest with the final dataset. */
    private void lookNow() {
        due.set(false);
        try {
            announcements.begin();
            statistics.publish();
            if (watchesDetectors) {
                if (watch == null) {
                    watch = new LiveWatch(folder, files, announcements::alarms, System::nanoTime);
                }
                watch.look(this::isReadToItsEnd);
            }
            announcements.remember();
        } catch (IOException | Fenced | RuntimeException failed) {
            log.debug("statistics were not published, or detectors not watched: {}", failed.toString());
        }
    }

    private boolean isReadToItsEnd(int partition) {
        try {
            Long end = ends.get(partition);
            return end != null
                    && folder.log(partition)
                            .newestBooks()
                            .filter(commit -> commit.nextOffset() >= end)
                            .isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Waits for a look under way: the final dataset follows. */
    @Override
    public void close() {
        try {
            thread.shutdown();
            if (!thread.awaitTermination(LONGEST_LOOK_MINUTES, TimeUnit.MINUTES)) {
                log.warn("the statistics of the last windows come with the final dataset");
            }
            statistics.leave();
            announcements.awaitAlarms();
            if (watch != null) {
                watch.remember();
            }
        } catch (IOException unwritable) {
            log.debug("alarms may be told again: {}", unwritable.toString());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
