package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.analysis.aggregate.WindowContribution;

/**
 * Publishes windows while the run goes on: as soon as one partition has closed a window, and again when another one
 * does. A pure function of the commits, run by whoever owns partition 0; what a new owner finds published already is
 * not published again. Touched by one thread.
 */
public final class LiveStatistics {

    private static final Logger log = LoggerFactory.getLogger(LiveStatistics.class);

    /** Windows this far behind every clock are not kept in memory; the final dataset has them all the same. */
    private static final long KEPT_MICROS = 600 * 1_000_000L;

    private final ResultsFolder folder;
    private final StatisticsFiles files;
    private final Map<String, Long> readUpTo = new HashMap<>();

    /** By start, then by partition; each partition closes a window once. */
    private final TreeMap<Long, TreeMap<Integer, WindowContribution>> windows = new TreeMap<>();

    public LiveStatistics(ResultsFolder folder, StatisticsFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /** Looks at the newest commits and publishes what is new. */
    public void publish() throws IOException {
        List<Commit> commits = folder.newestCommits();
        long horizon = slowestClock(commits) - KEPT_MICROS;
        TreeMap<Long, TreeMap<Integer, WindowContribution>> news = new TreeMap<>();
        for (Commit commit : commits) {
            read(commit, horizon, news);
        }
        for (Long start : news.keySet()) {
            List<WindowContribution> contributions =
                    new ArrayList<>(windows.get(start).values());
            boolean complete = files.isPassed(contributions.get(0), commits);
            files.write(contributions, complete);
            if (complete) {
                log.info("{}", Sentence.of(contributions));
            }
        }
        forget(horizon);
    }

    private static long slowestClock(List<Commit> commits) {
        return commits.stream()
                .filter(commit -> commit.clockMicros() != null)
                .mapToLong(Commit::clockMicros)
                .min()
                .orElse(Long.MIN_VALUE + KEPT_MICROS);
    }

    private void read(Commit commit, long horizon, TreeMap<Long, TreeMap<Integer, WindowContribution>> news)
            throws IOException {
        for (Commit.DataFile file : commit.files()) {
            FileName name = file.fileName();
            if (!name.kind().equals(Kind.WINDOWS)) {
                continue;
            }
            // A file that went to another owner bears another epoch, and the same rows.
            String key = name.withEpoch(0).toString();
            long from = readUpTo.getOrDefault(key, 0L);
            if (file.bytes() > from) {
                WindowFile.read(folder.file(name), from, file.bytes(), window -> {
                    if (window.endMicros() >= horizon) {
                        windows.computeIfAbsent(window.startMicros(), start -> new TreeMap<>())
                                .put(commit.partition(), window);
                        news.put(window.startMicros(), windows.get(window.startMicros()));
                    }
                });
                readUpTo.put(key, file.bytes());
            }
        }
    }

    private void forget(long horizon) {
        Iterator<TreeMap<Integer, WindowContribution>> oldest = windows.values().iterator();
        while (oldest.hasNext() && oldest.next().firstEntry().getValue().endMicros() < horizon) {
            oldest.remove();
        }
    }
}
