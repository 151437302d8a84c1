package science.pipeline.dataset.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analysis.aggregate.WindowStatistics;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.dataset.Rows;
import science.pipeline.dataset.commit.ResultsFolder;

/** Two partitions with a hundred events a second; windows of ten seconds close a minute after their end. */
class LiveStatisticsTest {

    private static final int WINDOW = 1000;
    private static final int LATENESS = 6 * WINDOW;

    @TempDir
    Path root;

    private final List<WindowStatistics> published = new ArrayList<>();
    private LiveStatistics live;
    private Rows zero;
    private Rows one;

    @BeforeEach
    void takeOver() throws Exception {
        ResultsFolder folder = ResultsFolder.open(root);
        live = new LiveStatistics(
                folder,
                new StatisticsFiles(folder, AnalysisConfiguration.defaults(), (window, json) -> published.add(window)));
        zero = Rows.takeOver(folder, 0, "zero");
        one = Rows.takeOver(folder, 1, "one");
    }

    @Test
    void whatEveryPartitionHasClosedIsPublishedOnceAndIsComplete() throws Exception {
        zero.appendUpTo(LATENESS + 3 * WINDOW).commit();
        one.appendUpTo(LATENESS + 3 * WINDOW).commit();
        live.publish();
        look(10);

        assertThat(published)
                .hasSizeBetween(2, 3)
                .allMatch(WindowStatistics::complete)
                .extracting(WindowStatistics::windowStart)
                .doesNotHaveDuplicates();
    }

    @Test
    void aPartitionThatKeepsTheOthersWaitingIsWaitedForAWhileAndThenAddedWhenItComes() throws Exception {
        zero.appendUpTo(LATENESS + 4 * WINDOW).commit();
        one.appendUpTo(WINDOW).commit();
        live.publish();
        assertThat(published).isEmpty();

        look(10);
        assertThat(published).hasSizeGreaterThan(2).noneMatch(WindowStatistics::complete);
        int incomplete = published.size();

        one.appendUpTo(LATENESS + 4 * WINDOW).commit();
        look(1);
        List<WindowStatistics> again = published.subList(incomplete, published.size());
        assertThat(again).hasSize(incomplete).allMatch(WindowStatistics::complete);
        assertThat(again)
                .extracting(WindowStatistics::totalEvents)
                .containsExactlyElementsOf(published.stream()
                        .limit(incomplete)
                        .map(half -> 2 * half.totalEvents())
                        .toList());
    }

    @Test
    void aPartitionThatIsNewDoesNotSpoilWhatIsComplete() throws Exception {
        zero.appendUpTo(LATENESS + 3 * WINDOW).commit();
        one.appendUpTo(LATENESS + 3 * WINDOW).commit();
        live.publish();
        List<WindowStatistics> complete = List.copyOf(published);

        Rows.takeOver(ResultsFolder.existing(root), 2, "two")
                .appendUpTo(LATENESS + 3 * WINDOW)
                .commit();
        look(10);

        assertThat(complete).isNotEmpty();
        assertThat(published).isEqualTo(complete);
    }

    @Test
    void ofAPartitionThatStandsStillTheOldestWindowsAreNotWaitedForAndLeftToTheFinalDataset() throws Exception {
        one.appendUpTo(1).commit();
        zero.appendUpTo(LATENESS + 80 * WINDOW).commit();
        live.publish();
        int givenUp = published.size();
        assertThat(givenUp).isBetween(10, 20);

        one.appendUpTo(LATENESS + 2 * WINDOW).commit();
        look(1);
        assertThat(published).hasSize(givenUp);
    }

    /** Both clocks are wrong by years for 20 windows, and right again. */
    @Test
    void afterAWrongClockWindowsArePublishedAgain() throws Exception {
        for (Rows rows : List.of(zero, one)) {
            rows.appendUpTo(LATENESS + 3 * WINDOW).wrongBy(Duration.ofDays(7_000));
            rows.appendUpTo(LATENESS + 23 * WINDOW).commit();
        }
        live.publish();
        assertThat(published.get(published.size() - 1).windowStart()).startsWith("2045-");
        published.clear();

        for (Rows rows : List.of(zero, one)) {
            rows.wrongBy(Duration.ZERO).appendUpTo(2 * LATENESS + 28 * WINDOW).commit();
        }
        look(1);

        assertThat(published)
                .filteredOn(WindowStatistics::complete)
                .hasSizeBetween(4, 6)
                .allMatch(window -> window.windowStart().startsWith("2026-"))
                .allMatch(window -> window.totalEvents() <= 2 * WINDOW);
    }

    /** While others go on, one partition has a wrong clock for more windows than may wait. */
    @Test
    void aPartitionFarAheadDoesNotTakeThePlaceOfTheOthers() throws Exception {
        zero.appendUpTo(LATENESS).wrongBy(Duration.ofDays(7_000));
        zero.appendUpTo(LATENESS + 90 * WINDOW).commit();
        one.appendUpTo(LATENESS + 2 * WINDOW).commit();
        look(2);
        published.clear();

        one.appendUpTo(2 * LATENESS + 5 * WINDOW).commit();
        look(1);

        assertThat(published)
                .hasSizeBetween(4, 6)
                .allMatch(window -> window.windowStart().startsWith("2026-"));
    }

    private void look(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            live.publish();
        }
    }
}
