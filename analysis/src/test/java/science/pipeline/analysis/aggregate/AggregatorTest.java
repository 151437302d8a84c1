package science.pipeline.analysis.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static science.pipeline.analysis.Events.SECOND;
import static science.pipeline.analysis.Events.START;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.Events;

class AggregatorTest {

    /** Each stream of 6,000 events meets late, future and jumping clocks several times. */
    @RepeatedTest(10)
    void windowsAgreeWithARecountFromTheRowsAndNothingIsCountedTwiceOrNever(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        StatisticsConfiguration configuration = randomConfiguration(random);
        Partition partition = new Partition(configuration);
        AggregatorOracle oracle = new AggregatorOracle(configuration);
        List<WindowContribution> closed = new ArrayList<>();
        var rows = Partition.rows(Events.stream(repetition.getCurrentRepetition(), 6_000));
        for (int from = 0; from < rows.size(); ) {
            if (random.nextInt(3) == 0) {
                partition.aggregator.reject();
                oracle.reject();
            }
            int to = Math.min(rows.size(), from + 1 + random.nextInt(200));
            partition.aggregate(rows.subList(from, to));
            rows.subList(from, to).forEach(oracle::accept);
            closed.addAll(partition.aggregator.takeClosedWindows());
            from = to;
        }

        List<WindowContribution> all = new ArrayList<>(closed);
        all.addAll(partition.aggregator.openWindows());
        Map<Long, List<WindowContribution>> windows =
                all.stream().collect(Collectors.groupingBy(WindowContribution::startMicros));
        assertThat(windows.keySet()).isEqualTo(oracle.windows.keySet());
        windows.values()
                .forEach(
                        contributions -> oracle.assertAgrees(WindowStatistics.of(contributions), contributions.size()));
        WindowContribution outside = partition.aggregator.outside();
        oracle.assertAgrees(WindowStatistics.of(List.of(outside)), 1);
        assertThat(all.stream().mapToLong(WindowContribution::totalEvents).sum() + outside.totalEvents())
                .isEqualTo(rows.size());
        assertThat(partition.clock.late() + partition.clock.future())
                .isEqualTo(partition.aggregator.outside().totalEvents());
    }

    @RepeatedTest(10)
    void batchBoundariesAndRestartsChangeNothing(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        StatisticsConfiguration configuration = StatisticsConfiguration.defaults();
        var rows = Partition.rows(Events.stream(repetition.getCurrentRepetition(), 4_000));
        Partition undisturbed = new Partition(configuration);
        undisturbed.aggregate(rows);

        Partition cut = new Partition(configuration);
        for (int from = 0; from < rows.size(); ) {
            int to = Math.min(rows.size(), from + 1 + random.nextInt(300));
            cut.aggregate(rows.subList(from, to));
            if (random.nextInt(4) == 0) {
                cut = cut.restarted(configuration);
            }
            from = to;
        }

        assertThat(cut.saved()).isEqualTo(undisturbed.saved());
        assertThat(cut.closed()).isEqualTo(undisturbed.closed()).isNotEmpty();
    }

    @Test
    void aRejectCountsInTheWindowOfTheClockAndOutsideBeforeTheFirstEvent() {
        Partition partition = new Partition(StatisticsConfiguration.defaults());
        partition.aggregator.reject();
        partition.aggregate(Events.at(START + 25 * SECOND, 1), Events.at(START, 1));
        partition.aggregator.reject();

        assertThat(partition.aggregator.outside().rejected()).isEqualTo(1);
        assertThat(partition.aggregator.openWindows())
                .extracting(WindowContribution::startMicros, WindowContribution::rejected)
                .containsExactly(tuple(START, 0L), tuple(START + 20 * SECOND, 1L));
    }

    /** A clock that was wrong for a while and is set right again. */
    @Test
    void whereTheClockGoesBackItsWindowsCloseAndThoseBeforeGoOn() {
        Partition partition = new Partition(StatisticsConfiguration.defaults());
        long wrong = START + 86_400 * SECOND;
        run(partition, START, 30);
        run(partition, wrong, 100);
        run(partition, START + 30 * SECOND, 100);

        assertThat(partition.aggregator.takeClosedWindows())
                .extracting(WindowContribution::startMicros)
                .startsWith(START, START + 10 * SECOND, START + 20 * SECOND)
                .endsWith(wrong + 80 * SECOND, wrong + 90 * SECOND);
        assertThat(partition.aggregator.openWindows())
                .extracting(WindowContribution::startMicros, WindowContribution::totalEvents)
                .startsWith(tuple(START + 70 * SECOND, 1L), tuple(START + 80 * SECOND, 10L));
        assertThat(partition.aggregator.outside().totalEvents()).isEqualTo(98);
    }

    private static void run(Partition partition, long from, int seconds) {
        for (int i = 0; i < seconds; i++) {
            partition.aggregate(Events.at(from + i * SECOND, 1));
        }
    }

    @Test
    void aWindowClosesOnceItsEndIsLatenessBehindTheClock() {
        Partition partition = new Partition(StatisticsConfiguration.defaults());
        partition.aggregate(Events.at(START, 1), Events.at(START + 50 * SECOND, 1));
        partition.aggregate(Events.at(START + 70 * SECOND - 1, 1));
        assertThat(partition.aggregator.takeClosedWindows()).isEmpty();

        partition.aggregate(Events.at(START + 70 * SECOND, 1));
        assertThat(partition.aggregator.takeClosedWindows())
                .extracting(WindowContribution::startMicros)
                .containsExactly(START);
    }

    @Test
    void aChangedLengthClosesTheOpenWindowsAsTheyAreAndBeginsBehindThem() {
        Partition partition = new Partition(StatisticsConfiguration.defaults());
        partition.aggregate(Events.at(START, 1), Events.at(START + 25 * SECOND, 2));
        StatisticsConfiguration longer = new StatisticsConfiguration(Duration.ofSeconds(60), Duration.ofSeconds(60));

        Partition after = partition.restarted(longer);
        after.aggregator.reject();
        after.aggregate(Events.at(START + 26 * SECOND, 3), Events.at(START + 79 * SECOND, 4));
        after.aggregate(Events.at(START + 80 * SECOND, 5), Events.at(START + 79 * SECOND, 6));

        assertThat(after.aggregator.takeClosedWindows())
                .extracting(WindowContribution::startMicros, WindowContribution::totalEvents)
                .containsExactly(tuple(START, 1L), tuple(START + 20 * SECOND, 1L));
        assertThat(after.aggregator.openWindows())
                .extracting(WindowContribution::startMicros, WindowContribution::totalEvents)
                .containsExactly(tuple(START + 80 * SECOND, 1L));
        assertThat(after.aggregator.outside().totalEvents()).isEqualTo(3);
        assertThat(after.aggregator.outside().rejected()).isEqualTo(1);
    }

    @Test
    void aRaisedLatenessReopensNoWindow() {
        Partition partition = new Partition(StatisticsConfiguration.defaults());
        partition.aggregate(Events.at(START, 1), Events.at(START + 60 * SECOND, 1), Events.at(START + 90 * SECOND, 1));
        StatisticsConfiguration patient = new StatisticsConfiguration(Duration.ofSeconds(10), Duration.ofSeconds(600));

        Partition after = partition.restarted(patient);
        after.aggregate(Events.at(START, 1), Events.at(START + 30 * SECOND, 1));

        assertThat(after.clock.late()).isEqualTo(1);
        assertThat(after.aggregator.openWindows())
                .extracting(WindowContribution::startMicros)
                .contains(START + 30 * SECOND)
                .doesNotContain(START);
    }

    @Test
    void countsOfSelectionsThatLeftTheMenuStayInTheirWindows() {
        Partition partition = new Partition(StatisticsConfiguration.defaults(), List.of("old", "kept"));
        partition.aggregate(Events.at(START, 2));

        Partition after = partition.restarted(StatisticsConfiguration.defaults(), List.of("new", "kept"));
        after.aggregate(Events.at(START, 2), Events.at(START + 20 * SECOND, 2));

        assertThat(after.aggregator.openWindows().get(0).selected())
                .isEqualTo(Map.of("old", 1L, "kept", 2L, "new", 1L));
        assertThat(after.aggregator.openWindows().get(1).selected()).isEqualTo(Map.of("kept", 1L, "new", 1L));
    }

    private static StatisticsConfiguration randomConfiguration(Random random) {
        return new StatisticsConfiguration(
                Duration.ofSeconds(1 + random.nextInt(30)), Duration.ofSeconds(random.nextInt(90)));
    }
}
