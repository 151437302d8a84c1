package science.pipeline.dataset.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.aggregate.HistogramStatistics;
import science.pipeline.analysis.aggregate.MeasureStatistics;
import science.pipeline.analysis.aggregate.WindowStatistics;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Statistics with kept edges are what Jackson writes of them alone, octet by octet. */
class StatisticsJsonTest {

    private static final JsonMapper ORACLE = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Random random = new Random(1);

    @Test
    void histogramsAreWrittenAsBeforeTheirEdgesWereKept() {
        for (int i = 0; i < 3_000; i++) {
            List<Double> edges = edges(random.nextInt(40));
            List<Object> two = List.of(
                    new MeasureStatistics.Histogram(edges, counts(edges), 1, 2),
                    new HistogramStatistics("pt", "pt", "log", edges, counts(edges), 3, 4, 5, 6));

            // Twice: the first time the text is made, the second time it is kept.
            for (int time = 0; time < 2; time++) {
                assertThat(StatisticsJson.MAPPER.writeValueAsString(two)).isEqualTo(ORACLE.writeValueAsString(two));
            }
        }
    }

    @Test
    void noEdgesAreAnEmptyArray() {
        var empty = new MeasureStatistics.Histogram(List.of(), List.of(), 0, 0);

        assertThat(StatisticsJson.MAPPER.writeValueAsString(empty)).isEqualTo(ORACLE.writeValueAsString(empty));
    }

    /** As the file of a window was described before there were other schemas. */
    private record FormerWindow(
            @Nullable String windowStart,
            @Nullable String windowEnd,
            long totalEvents,
            long anomalyCount,
            long labelledCount,
            SortedMap<String, Long> particleDistribution,
            SortedMap<String, Long> detectorDistribution,
            SortedMap<String, Long> selected,
            long rejected,
            boolean complete,
            int revision,
            FormerEnergy energyGev,
            List<HistogramStatistics> histograms) {}

    private record FormerEnergy(
            MeasureStatistics.Summary all,
            SortedMap<String, MeasureStatistics.Summary> byParticleType,
            SortedMap<String, MeasureStatistics.Summary> byDetector) {}

    private final MeasureStatistics.Summary some = new MeasureStatistics.Summary(
            3,
            1.5,
            0.1,
            0.25,
            1e22,
            1.0,
            2.0,
            2e-5,
            new MeasureStatistics.Histogram(edges(5), List.of(1L, 0L, 2L, 0L), 0, 0));
    private final MeasureStatistics.Summary none = new MeasureStatistics.Summary(
            0, null, null, null, null, null, null, null, new MeasureStatistics.Histogram(List.of(), List.of(), 0, 0));
    private final SortedMap<String, Long> byType = new TreeMap<>(Map.of("muon", 2L, "pion", 1L));
    private final SortedMap<String, Long> byPlace = new TreeMap<>(Map.of("D-1", 3L));
    private final SortedMap<String, Long> selected = new TreeMap<>(Map.of("hot", 1L));

    @Test
    void theDefaultSchemasWindowsAreTheSameBytesAsBefore() {
        var byParticleType = new TreeMap<>(Map.of("muon", some, "pion", none));
        var byDetector = new TreeMap<>(Map.of("D-1", some));
        var histograms = List.of(new HistogramStatistics("pt", "pt", "log", edges(3), List.of(1L, 2L), 3, 4, 5, 6));
        Map<String, SortedMap<String, Long>> distributions = new LinkedHashMap<>();
        distributions.put("particle_distribution", byType);
        distributions.put("detector_distribution", byPlace);
        Map<String, SortedMap<String, MeasureStatistics.Summary>> groups = new LinkedHashMap<>();
        groups.put("by_particle_type", byParticleType);
        groups.put("by_detector", byDetector);
        for (String start : Arrays.asList("2026-01-16T10:23:40.000000", null)) {
            var window = new WindowStatistics(
                    start,
                    start,
                    3,
                    1,
                    2,
                    distributions,
                    selected,
                    7,
                    true,
                    4,
                    List.of(new MeasureStatistics("energy_gev", "GeV", some, groups)),
                    histograms);
            var former = new FormerWindow(
                    start,
                    start,
                    3,
                    1,
                    2,
                    byType,
                    byPlace,
                    selected,
                    7,
                    true,
                    4,
                    new FormerEnergy(some, byParticleType, byDetector),
                    histograms);

            assertThat(StatisticsJson.MAPPER.writeValueAsString(window)).isEqualTo(ORACLE.writeValueAsString(former));
        }
    }

    @Test
    void otherSchemasWindowsBearTheNamesOfTheirFields() {
        var window = new WindowStatistics(
                null,
                null,
                3,
                0,
                0,
                Map.of("monitor_distribution", byPlace),
                selected,
                0,
                false,
                0,
                List.of(
                        new MeasureStatistics(
                                "cpm", "1/min", some, Map.of("by_monitor", new TreeMap<>(Map.of("D-1", some)))),
                        new MeasureStatistics("rejected", "", none, Map.of())),
                List.of());

        JsonNode json = StatisticsJson.MAPPER.readTree(StatisticsJson.MAPPER.writeValueAsString(window));

        assertThat(json.propertyNames())
                .containsExactly(
                        "window_start",
                        "window_end",
                        "total_events",
                        "anomaly_count",
                        "labelled_count",
                        "monitor_distribution",
                        "selected",
                        "rejected",
                        "complete",
                        "revision",
                        "cpm",
                        "rejected_values",
                        "histograms");
        assertThat(json.path("cpm").propertyNames()).containsExactly("all", "by_monitor", "unit");
        assertThat(json.path("cpm").path("by_monitor").path("D-1").path("count").asInt())
                .isEqualTo(3);
        assertThat(json.path("cpm").path("unit").asString()).isEqualTo("1/min");
        assertThat(json.path("rejected_values").propertyNames()).containsExactly("all");
    }

    private List<Double> edges(int count) {
        return DoubleStream.generate(() -> random.nextGaussian() * Math.pow(10, random.nextInt(12) - 4))
                .limit(count)
                .sorted()
                .boxed()
                .toList();
    }

    private List<Long> counts(List<Double> edges) {
        List<Long> counts = new ArrayList<>();
        for (int i = 1; i < edges.size(); i++) {
            counts.add((long) random.nextInt(10_000));
        }
        return counts;
    }
}
