package science.pipeline.dataset.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.dataset.FaultyDisk;
import science.pipeline.dataset.Rows;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Retention;

/**
 * Months of event time on one partition, six events an hour: what a start, the first look at windows, a commit and the
 * folder need after two of them is what they need after one. The same at its full size is {@code benchmarks months}.
 */
class MonthsTest {

    private static final int LOOKS_A_DAY = 2;
    private static final int BETWEEN_LOOKS = 72;
    private static final int A_MONTH = 30;
    private static final int KEPT_DAYS = 7;

    @TempDir
    Path root;

    /** What a month has come to. */
    private record Needs(long startCalls, long lookCalls, long commitBytes, long files) {}

    @Test
    void theSecondMonthNeedsNoMoreThanTheFirst() throws Exception {
        Needs first = afterMonth(1);
        Needs second = afterMonth(2);

        // What an owner still appends to is copied, a megabyte at a time; a file is rolled before that is much.
        assertThat(second.startCalls()).isLessThan(first.startCalls() * 11 / 10);
        assertThat(second.lookCalls()).isLessThan(first.lookCalls() * 11 / 10);
        assertThat(second.commitBytes()).isLessThan(first.commitBytes() * 6 / 5);
        assertThat(second.files()).isLessThan(first.files() * 6 / 5);
        assertThat(new StatisticsPlaces(ResultsFolder.existing(root)).days()).hasSizeBetween(KEPT_DAYS, KEPT_DAYS + 1);
    }

    private Needs afterMonth(int month) throws Exception {
        ResultsFolder folder = ResultsFolder.open(root);
        StatisticsFiles files = files(folder);
        LiveStatistics live = new LiveStatistics(folder, files);
        LiveWatch watch = watch(folder, files);
        try (Rows rows = Rows.takeOver(folder, 0, "month-" + month).every(Duration.ofMinutes(10))) {
            for (int look = 1; look <= A_MONTH * LOOKS_A_DAY; look++) {
                rows.appendUpTo((long) BETWEEN_LOOKS * ((month - 1) * A_MONTH * LOOKS_A_DAY + look))
                        .commit();
                live.publish();
                watch.look(partition -> false);
            }
        }
        live.leave();
        FaultyDisk disk = new FaultyDisk(root);
        ResultsFolder seen = ResultsFolder.existing(disk.see(root));
        disk.failBy((call, isDone) -> {});
        Rows.takeOver(seen, 0, "restart-" + month).close();
        long startCalls = disk.calls();
        LiveStatistics first = new LiveStatistics(seen, files(seen));
        first.publish();
        watch(seen, files(seen)).look(partition -> false);
        long lookCalls = disk.calls() - startCalls;
        first.leave();
        return new Needs(startCalls, lookCalls, commitBytes(), files());
    }

    private static StatisticsFiles files(ResultsFolder folder) {
        return new StatisticsFiles(
                folder,
                AnalysisConfiguration.defaults(),
                new Retention(Retention.Parts.KEEP, Duration.ofDays(KEPT_DAYS)),
                (window, json) -> {});
    }

    private static LiveWatch watch(ResultsFolder folder, StatisticsFiles files) throws IOException {
        return new LiveWatch(folder, files, nobody -> CompletableFuture.completedFuture(null), System::nanoTime);
    }

    private long commitBytes() throws IOException {
        try (Stream<Path> commits = Files.list(root.resolve(".commits/p00"))) {
            Path newest = commits.filter(file -> file.toString().endsWith(".json"))
                    .max(Path::compareTo)
                    .orElseThrow();
            return Files.size(newest);
        }
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.count();
        }
    }
}
