package science.pipeline.analytics.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.aggregate.EnergyStatistics;
import science.pipeline.analysis.aggregate.HistogramStatistics;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
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
                    new EnergyStatistics.Histogram(edges, counts(edges), 1, 2),
                    new HistogramStatistics("pt", "pt", "log", edges, counts(edges), 3, 4, 5, 6));

            // Twice: the first time the text is made, the second time it is kept.
            for (int time = 0; time < 2; time++) {
                assertThat(StatisticsJson.MAPPER.writeValueAsString(two)).isEqualTo(ORACLE.writeValueAsString(two));
            }
        }
    }

    @Test
    void noEdgesAreAnEmptyArray() {
        var empty = new EnergyStatistics.Histogram(List.of(), List.of(), 0, 0);

        assertThat(StatisticsJson.MAPPER.writeValueAsString(empty)).isEqualTo(ORACLE.writeValueAsString(empty));
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
