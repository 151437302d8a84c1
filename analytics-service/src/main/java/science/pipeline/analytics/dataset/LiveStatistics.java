package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.aggregate.WindowStatistics;

/**
 * Publishes windows while the run goes on: once every partition has closed a window, or when a partition keeps the
 * others waiting, and then again when it comes. A pure function of the commits, run by whoever owns partition 0; what a
 * new owner finds published already is not published again. Touched by one thread.
 */
public final class LiveStatistics {

    private static final Logger log = LoggerFactory.getLogger(LiveStatistics.class);

    /** A new owner looks this far back behind the slowest clock; the final dataset has all windows anyway. */
    private static final long LOOKED_BACK_MICROS = 600 * 1_000_000L;

    /** A window that has not changed for so many looks is published without those that it waits for. */
    private static final int PATIENCE_LOOKS = 5;

    /** A partition that lags by more windows finds them in the final dataset only: memory is bounded. */
    private static final int MOST_WAITING = 64;

    /** Of the windows that complete in one look, so many are summed up in the log, the rest counted. */
    private static final int MOST_TOLD = 10;

    private final ResultsFolder folder;
    private final StatisticsFiles files;
    private final Map<Integer, WindowTail> tails = new HashMap<>();

    /** Those that some partition may still add to, by their start. */
    private final TreeMap<Long, Waiting> windows = new TreeMap<>();

    /** Windows that start before are done with: what a new partition adds to them, the final dataset has. */
    private long doneBefore = Long.MIN_VALUE;

    /** What partitions have contributed to a window, in ascending order; each closes a window once. */
    private static final class Waiting {
        final TreeMap<Integer, WindowContribution> parts = new TreeMap<>();
        int looksUnchanged;
        boolean published;

        List<WindowContribution> contributions() {
            return new ArrayList<>(parts.values());
        }
    }

    public LiveStatistics(ResultsFolder folder, StatisticsFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /** Looks at the newest commits and publishes what is due. */
    public void publish() throws IOException {
        List<Commit> commits = folder.newestBooks();
        if (tails.isEmpty()) {
            doneBefore = slowestClock(commits) - LOOKED_BACK_MICROS;
        }
        windows.values().forEach(window -> window.looksUnchanged++);
        for (Commit commit : commits) {
            read(commit);
        }
        int complete = 0;
        Iterator<Map.Entry<Long, Waiting>> ascending = windows.entrySet().iterator();
        while (ascending.hasNext()) {
            Map.Entry<Long, Waiting> next = ascending.next();
            Optional<WindowStatistics> window = publishIfDue(next.getValue(), commits);
            if (window.isPresent() && window.get().complete()) {
                doneBefore = next.getKey() + 1;
                ascending.remove();
                if (++complete <= MOST_TOLD) {
                    log.info("{}", Sentence.of(window.get()));
                }
            }
        }
        if (complete > MOST_TOLD) {
            log.info("and {} windows more", complete - MOST_TOLD);
        }
        while (windows.size() > MOST_WAITING) {
            Map.Entry<Long, Waiting> oldest = windows.pollFirstEntry();
            files.write(oldest.getValue().contributions(), false);
            doneBefore = oldest.getKey() + 1;
        }
    }

    private Optional<WindowStatistics> publishIfDue(Waiting window, List<Commit> commits) throws IOException {
        List<WindowContribution> contributions = window.contributions();
        boolean complete = files.isPassed(contributions.get(0), commits);
        if (complete || !window.published && window.looksUnchanged >= PATIENCE_LOOKS) {
            WindowStatistics written = files.write(contributions, complete);
            window.published = true;
            return Optional.of(written);
        }
        return Optional.empty();
    }

    private static long slowestClock(List<Commit> commits) {
        return commits.stream()
                .filter(commit -> commit.clockMicros() != null)
                .mapToLong(Commit::clockMicros)
                .min()
                .orElse(Long.MIN_VALUE + LOOKED_BACK_MICROS);
    }

    private void read(Commit commit) throws IOException {
        WindowTail tail = tails.computeIfAbsent(commit.partition(), absent -> new WindowTail(folder));
        tail.follow(commit);
        for (Optional<WindowContribution> next = tail.next(); next.isPresent(); next = tail.next()) {
            add(commit.partition(), next.get());
            tail.take();
        }
    }

    private void add(int partition, WindowContribution part) {
        if (part.startMicros() >= doneBefore) {
            Waiting window = windows.computeIfAbsent(part.startMicros(), start -> new Waiting());
            window.parts.put(partition, part);
            window.looksUnchanged = 0;
            window.published = false;
        }
    }
}
