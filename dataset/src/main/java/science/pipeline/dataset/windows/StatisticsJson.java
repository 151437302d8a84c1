package science.pipeline.dataset.windows;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import science.pipeline.analysis.aggregate.HistogramStatistics;
import science.pipeline.analysis.aggregate.MeasureStatistics;
import science.pipeline.analysis.aggregate.WindowStatistics;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON of statistics, indented, names in snake case. Edges of histograms are most of its numbers, and the same in
 * window after window: they are written from text that is kept.
 */
public final class StatisticsJson {

    private static final JsonMapper PLAIN = JsonMapper.builder(factory())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    static final JsonMapper MAPPER = PLAIN.rebuild()
            .addMixIn(MeasureStatistics.Histogram.class, WithEdges.class)
            .addMixIn(HistogramStatistics.class, WithEdges.class)
            .addMixIn(WindowStatistics.class, AsPublished.class)
            .build();

    private StatisticsJson() {}

    /** A histogram as manifest and statistics show it. */
    public static byte[] bytes(HistogramStatistics histogram) {
        return MAPPER.writeValueAsBytes(histogram);
    }

    /**
     * For all files that have to be the same bytes again: doubles by Jackson's own writer, as Java's changed its digits
     * between 17 and 25.
     */
    public static JsonFactory factory() {
        return JsonFactory.builder()
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .build();
    }

    @JsonSerialize(using = PublishedWindow.class)
    private interface AsPublished {}

    private interface WithEdges {
        @JsonSerialize(using = Edges.class)
        List<Double> edges();
    }

    /** Safe for use by several threads. */
    static final class Edges extends ValueSerializer<List<Double>> {

        /** A window's histograms end where its highest energies lie; when so many are kept, it begins anew. */
        private static final int MOST_KEPT = 1_000;

        private final Map<List<Double>, SerializableString> texts = new ConcurrentHashMap<>();

        @Override
        public void serialize(List<Double> edges, JsonGenerator json, SerializationContext context) {
            SerializableString text = texts.get(edges);
            if (text == null) {
                text = new SerializedString(PLAIN.writeValueAsString(edges));
                if (texts.size() >= MOST_KEPT) {
                    texts.clear();
                }
                texts.put(edges, text);
            }
            json.writeRawValue(text);
        }
    }
}
