package science.pipeline.analysis.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import science.pipeline.analysis.clock.ClockOracle;
import science.pipeline.event.EventTime;
import science.pipeline.event.ParticleEvent;

/** Keeps every row of a partition and recounts from them, one event at a time. */
final class AggregatorOracle {

    record Row(ParticleEvent event, boolean flagged, Map<String, Boolean> selected) {}

    static final class Window {
        final List<Row> rows = new ArrayList<>();
        long rejected;
    }

    final SortedMap<Long, Window> windows = new TreeMap<>();
    final Window outside = new Window();
    private final StatisticsConfiguration configuration;
    private final ClockOracle clock;

    AggregatorOracle(StatisticsConfiguration configuration) {
        this.configuration = configuration;
        clock = new ClockOracle(configuration.latenessMicros(), configuration.windowMicros());
    }

    void accept(Row row) {
        long time = row.event.timestampMicros();
        (clock.judge(time) ? window(time) : outside).rows.add(row);
    }

    void reject() {
        (clock.now() == null ? outside : window(clock.now())).rejected++;
    }

    private Window window(long time) {
        return windows.computeIfAbsent(time - time % configuration.windowMicros(), start -> new Window());
    }

    /**
     * Fails unless the statistics of a window are what its rows say.
     *
     * @param parts of which they are summed up; the sum of one is that of its rows to the last bit
     */
    void assertAgrees(WindowStatistics statistics, int parts) {
        String start = statistics.windowStart();
        Window window = start == null ? outside : windows.get(micros(start));
        assertThat(window).as("window from %s", start).isNotNull();
        if (start != null) {
            assertThat(statistics.windowEnd())
                    .isEqualTo(EventTime.format(micros(start) + configuration.windowMicros()));
        }
        List<Row> rows = window.rows;
        assertThat(statistics.totalEvents()).isEqualTo(rows.size());
        assertThat(statistics.rejected()).isEqualTo(window.rejected);
        assertThat(statistics.anomalyCount())
                .isEqualTo(rows.stream().filter(Row::flagged).count());
        assertThat(statistics.labelledCount())
                .isEqualTo(rows.stream().filter(row -> row.event.anomaly()).count());
        statistics
                .selected()
                .forEach((name, count) -> assertThat(count)
                        .isEqualTo(rows.stream()
                                .filter(row -> row.selected.get(name))
                                .count()));
        assertThat(statistics.distributions().get("particle_distribution"))
                .isEqualTo(counts(rows, ParticleEvent::particleType));
        assertThat(statistics.distributions().get("detector_distribution"))
                .isEqualTo(counts(rows, ParticleEvent::detectorId));
        MeasureStatistics energy = statistics.measures().get(0);
        assertThat(energy.name()).isEqualTo("energy_gev");
        assertAgrees(energy.all(), energies(rows, row -> true), parts);
        energy.groups()
                .get("by_particle_type")
                .forEach((name, summary) -> assertAgrees(
                        summary, energies(rows, row -> row.particleType().equals(name)), parts));
        energy.groups()
                .get("by_detector")
                .forEach((name, summary) -> assertAgrees(
                        summary, energies(rows, row -> row.detectorId().equals(name)), parts));
    }

    private static long micros(String timestamp) {
        return EventTime.parse(timestamp.getBytes(StandardCharsets.US_ASCII), 0, timestamp.length());
    }

    private static Map<String, Long> counts(List<Row> rows, Function<ParticleEvent, String> name) {
        return rows.stream().collect(Collectors.groupingBy(row -> name.apply(row.event), Collectors.counting()));
    }

    private static double[] energies(List<Row> rows, Predicate<ParticleEvent> belongs) {
        return rows.stream()
                .map(Row::event)
                .filter(belongs)
                .mapToDouble(ParticleEvent::energyGev)
                .toArray();
    }

    private static void assertAgrees(MeasureStatistics.Summary summary, double[] energies, int parts) {
        assertThat(summary.count()).isEqualTo(energies.length);
        if (energies.length == 0) {
            assertThat(summary.mean()).isNull();
            assertThat(summary.p99()).isNull();
            return;
        }
        double sum = 0;
        for (double energy : energies) {
            sum += energy;
        }
        double mean = sum / energies.length;
        assertThat(summary.mean()).isCloseTo(mean, within(parts == 1 ? 0 : mean * energies.length * 0x1p-52));
        assertThat(summary.std()).isCloseTo(deviation(energies, sum / energies.length), within(1e-6 * summary.mean()));
        Arrays.sort(energies);
        assertThat(summary.min()).isEqualTo(energies[0]);
        assertThat(summary.max()).isEqualTo(energies[energies.length - 1]);
        assertPercentile(summary.p50(), energies, 50);
        assertPercentile(summary.p95(), energies, 95);
        assertPercentile(summary.p99(), energies, 99);
        assertHistogram(summary.histogram(), energies);
    }

    private static double deviation(double[] energies, double mean) {
        double squares = 0;
        for (double energy : energies) {
            squares += (energy - mean) * (energy - mean);
        }
        return energies.length == 1 ? 0 : Math.sqrt(squares / (energies.length - 1));
    }

    private static void assertPercentile(double percentile, double[] sorted, int percent) {
        double exact = sorted[(int) Math.ceil(percent * sorted.length / 100.0) - 1];
        assertThat(percentile).isCloseTo(exact, within(Math.max(exact / 32, 0x1p-10)));
        assertThat(percentile).isBetween(sorted[0], sorted[sorted.length - 1]);
    }

    private static void assertHistogram(MeasureStatistics.Histogram histogram, double[] energies) {
        long total = histogram.underflow() + histogram.overflow();
        for (int i = 0; i < histogram.counts().size(); i++) {
            double from = histogram.edges().get(i);
            double to = histogram.edges().get(i + 1);
            assertThat(to / from).isBetween(1.14, 1.2501);
            assertThat(histogram.counts().get(i))
                    .isEqualTo(Arrays.stream(energies)
                            .filter(energy -> energy >= from && energy < to)
                            .count());
            total += histogram.counts().get(i);
        }
        assertThat(total).isEqualTo(energies.length);
    }
}
