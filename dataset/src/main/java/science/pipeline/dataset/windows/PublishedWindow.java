package science.pipeline.dataset.windows;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.aggregate.MeasureStatistics;
import science.pipeline.analysis.aggregate.WindowStatistics;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * A window as a JSON object: distributions and measures stand in it under the names of their fields. A measure that is
 * called like something else in it gets {@code _values} behind its name. The energy of the default schema bears its
 * unit in its name; others have it as {@code unit}.
 */
final class PublishedWindow extends ValueSerializer<WindowStatistics> {

    private static final String ENERGY = Schema.byDefault().nameOf(Role.ENERGY, "");

    @Override
    public void serialize(WindowStatistics window, JsonGenerator json, SerializationContext context) {
        Properties properties = new Properties(json, context);
        json.writeStartObject(window);
        properties.write("window_start", window.windowStart());
        properties.write("window_end", window.windowEnd());
        properties.write("total_events", window.totalEvents());
        properties.write("anomaly_count", window.anomalyCount());
        properties.write("labelled_count", window.labelledCount());
        window.distributions().forEach(properties::write);
        properties.write("selected", window.selected());
        properties.write("rejected", window.rejected());
        properties.write("complete", window.complete());
        properties.write("revision", window.revision());
        properties.reserve("histograms");
        for (MeasureStatistics measure : window.measures()) {
            json.writeName(properties.free(measure.name()));
            write(measure, json, context);
        }
        json.writeName("histograms");
        context.writeValue(json, window.histograms());
        json.writeEndObject();
    }

    private static void write(MeasureStatistics measure, JsonGenerator json, SerializationContext context) {
        Properties properties = new Properties(json, context);
        json.writeStartObject(measure);
        properties.write("all", measure.all());
        measure.groups().forEach(properties::write);
        if (!measure.unit().isEmpty() && !measure.name().equals(ENERGY)) {
            properties.write("unit", measure.unit());
        }
        json.writeEndObject();
    }

    /** Those of one object, each name once. */
    private record Properties(JsonGenerator json, SerializationContext context, Set<String> names) {

        Properties(JsonGenerator json, SerializationContext context) {
            this(json, context, new HashSet<>());
        }

        void write(String name, @Nullable Object value) {
            json.writeName(free(name));
            context.writeValue(json, value);
        }

        void reserve(String name) {
            names.add(name);
        }

        String free(String name) {
            String free = name;
            while (!names.add(free)) {
                free += "_values";
            }
            return free;
        }
    }
}
