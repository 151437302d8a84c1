package science.pipeline.analysis.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static science.pipeline.analysis.Events.SECOND;
import static science.pipeline.analysis.Events.START;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.Events;
import science.pipeline.analysis.aggregate.AggregatorOracle.Row;

class WindowContributionTest {

    /** One window holds them all, so that partitions share it. */
    private static final StatisticsConfiguration ONE_DAY =
            new StatisticsConfiguration(Duration.ofDays(1), Duration.ofDays(1));

    private final List<Row> rows = Partition.rows(Events.stream(5, 5_000));

    @Test
    void partitionsSumUpToASinglePassOverTheirRows() {
        List<Partition> partitions = List.of(new Partition(ONE_DAY), new Partition(ONE_DAY), new Partition(ONE_DAY));
        for (int i = 0; i < 3; i++) {
            List<Row> share = new ArrayList<>();
            for (int row = i; row < rows.size(); row += 3) {
                share.add(rows.get(row));
            }
            partitions.get(i).aggregate(share);
        }
        List<WindowContribution> contributions = partitions.stream()
                .map(partition -> partition.aggregator.openWindows().get(0))
                .toList();

        WindowStatistics merged = WindowStatistics.of(List.of(WindowContribution.sum(contributions)));
        WindowStatistics single = WindowStatistics.of(List.of(contributionOfAll()));

        assertThat(WindowStatistics.of(contributions)).isEqualTo(merged);
        assertThat(withoutMoments(merged)).isEqualTo(withoutMoments(single));
        assertThat(merged.measures().get(0).all().mean())
                .isCloseTo(single.measures().get(0).all().mean(), within(1e-9));
    }

    @Test
    void isTheSameAfterSavingAndLoading() throws IOException {
        byte[] saved = saved(contributionOfAll());

        WindowContribution loaded = WindowContribution.load(new DataInputStream(new ByteArrayInputStream(saved)));

        assertThat(saved(loaded)).isEqualTo(saved);
        assertThat(WindowStatistics.of(List.of(loaded))).isEqualTo(WindowStatistics.of(List.of(contributionOfAll())));
    }

    @Test
    void whatIsOutsideHasNoTimes() throws IOException {
        Partition partition = new Partition(StatisticsConfiguration.defaults());
        partition.aggregate(Events.at(START, 1), Events.at(START - 3_600 * SECOND, 2));
        byte[] saved = saved(partition.aggregator.outside());

        WindowContribution outside = WindowContribution.load(new DataInputStream(new ByteArrayInputStream(saved)));

        assertThat(outside.isOutside()).isTrue();
        assertThat(WindowStatistics.of(List.of(outside)).windowStart()).isNull();
        assertThat(WindowStatistics.of(List.of(outside)).windowEnd()).isNull();
        assertThat(outside.totalEvents()).isEqualTo(1);
    }

    @Test
    void theLongestContributionSaysWhereAWindowEnds() {
        StatisticsConfiguration longer = new StatisticsConfiguration(Duration.ofSeconds(60), Duration.ofSeconds(60));
        Partition before = new Partition(StatisticsConfiguration.defaults());
        Partition after = new Partition(longer);
        long start = START + 20 * SECOND;
        before.aggregate(Events.at(start, 1));
        after.aggregate(Events.at(start, 1));

        WindowContribution sum = WindowContribution.sum(List.of(
                before.aggregator.openWindows().get(0),
                after.aggregator.openWindows().get(0)));

        assertThat(sum.startMicros()).isEqualTo(start);
        assertThat(sum.endMicros()).isEqualTo(start + 60 * SECOND);
        assertThat(sum.totalEvents()).isEqualTo(2);
    }

    @Test
    void differentWindowsDoNotSumUp() {
        Partition partition = new Partition(StatisticsConfiguration.defaults());
        partition.aggregate(Events.at(START, 1), Events.at(START + 10 * SECOND, 2));

        assertThatThrownBy(() -> WindowContribution.sum(partition.aggregator.openWindows()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("BUG: contributions to windows that start at");
    }

    @Test
    void damagedBytesAreNotTakenForStatistics() {
        byte[] nonsense = {7, 1, 2, 3};
        assertThatThrownBy(() -> WindowContribution.load(new DataInputStream(new ByteArrayInputStream(nonsense))))
                .isInstanceOf(IOException.class)
                .hasMessage("Unknown form of a window's statistics: found 7, expected 3 to 5");
    }

    private WindowContribution contributionOfAll() {
        Partition partition = new Partition(ONE_DAY);
        partition.aggregate(rows);
        return partition.aggregator.openWindows().get(0);
    }

    private static byte[] saved(WindowContribution contribution) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        contribution.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /** Counts, bins, extremes and percentiles: what does not depend on the order of summing. */
    private static List<Object> withoutMoments(WindowStatistics statistics) {
        List<Object> exact = new ArrayList<>();
        exact.add(statistics.totalEvents());
        exact.add(statistics.anomalyCount());
        exact.add(statistics.labelledCount());
        exact.add(statistics.distributions());
        exact.add(statistics.selected());
        List<MeasureStatistics.Summary> summaries = new ArrayList<>();
        summaries.add(statistics.measures().get(0).all());
        statistics.measures().get(0).groups().values().forEach(group -> summaries.addAll(group.values()));
        for (MeasureStatistics.Summary summary : summaries) {
            exact.addAll(List.of(
                    summary.count(),
                    summary.min(),
                    summary.max(),
                    summary.p50(),
                    summary.p95(),
                    summary.p99(),
                    summary.histogram()));
        }
        return exact;
    }
}
