package science.pipeline.engine;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.detect.Explanation;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.analysis.watch.DetectorAlarm;
import science.pipeline.codec.FieldVisitor;
import science.pipeline.dataset.sink.Sink;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.schema.Field;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A flagged event with its explanation, or an alarm of the watch over the detectors, as the JSON that listeners of the
 * alerts topic get; {@code kind} tells which.
 */
public final class Alert {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** Longer ones grow. */
    private static final int USUAL_LENGTH = 1024;

    private static final String KIND = "kind";
    private static final String EXPLANATION = "explanation";

    /** What an alert says beside the event's fields; a field of such a name is told as {@code event.NAME}. */
    private static final Set<String> OWN_KEYS = Set.of(KIND, EXPLANATION);

    private Alert() {}

    /** Hands over one document for each flagged row that the limit allows, in the order of the rows. */
    static void write(int partition, EventBatch batch, Verdicts verdicts, AlertLimit limit, Sink sink) {
        for (int row = 0; row < batch.size(); row++) {
            if (verdicts.flagged[row] && limit.allows(batch.timestampMicros[row])) {
                sink.alert(batch.offset[row], batch.index[row], of(partition, batch, verdicts, row));
            }
        }
    }

    /**
     * The event's fields under their names, in the schema's order, between {@code kind} and the verdict. Written
     * without a tree: a stream that is drained has thousands a second.
     */
    static byte[] of(int partition, EventBatch batch, Verdicts verdicts, int row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_LENGTH);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringProperty(KIND, "event");
            FieldVisitor.tell(batch, row, (field, value) -> {
                json.writeName(OWN_KEYS.contains(field.name()) ? "event." + field.name() : field.name());
                write(field, value, json);
            });
            if (!batch.schema.has(Role.TIME)) {
                json.writeStringProperty(Schema.RECORD_TIME, EventTime.format(batch.timestampMicros[row]));
            }
            json.writeNumberProperty("score", verdicts.scoreHundredths[row] / 100.0);
            json.writeStringProperty("reasons", verdicts.reasons(row));
            json.writeName(EXPLANATION);
            write(verdicts.explanation(row), json);
            json.writeNumberProperty("kafka_partition", partition);
            json.writeNumberProperty("kafka_offset", batch.offset[row]);
            if (batch.schema.hasIndex()) {
                json.writeNumberProperty(Schema.INDEX, batch.index[row]);
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(Field field, @Nullable String value, JsonGenerator json) {
        if (value == null) {
            json.writeNull();
            return;
        }
        switch (field.type()) {
            case INTEGER -> {
                if (isInteger(value)) {
                    json.writeNumber(Long.parseLong(value));
                } else {
                    json.writeNumber(Double.parseDouble(value));
                }
            }
            case NUMBER -> json.writeNumber(Double.parseDouble(value));
            case BOOLEAN -> json.writeBoolean(Boolean.parseBoolean(value));
            case NUMBERS -> json.writeTree(JSON.readTree(value));
            case NAME, TEXT, TIME -> json.writeString(value);
        }
    }

    private static void write(Explanation explanation, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("score", explanation.score());
        json.writeStringProperty("model_version", explanation.modelVersion());
        json.writeNumberProperty("events_seen", explanation.eventsSeen());
        json.writeName("contributions");
        json.writeStartArray();
        for (Explanation.Contribution one : explanation.contributions()) {
            json.writeStartObject();
            json.writeStringProperty("layer", one.layer());
            json.writeNumberProperty("observed", one.observed());
            json.writeNumberProperty("expected", one.expected());
            json.writeStringProperty("unit", one.unit());
            json.writeNumberProperty("pull", one.pull());
            json.writeNumberProperty("p_value", one.pValue());
            json.writeName("features");
            json.writeStartObject();
            one.features().forEach(json::writeNumberProperty);
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A scaled one may be none. */
    private static boolean isInteger(String value) {
        return value.indexOf('.') < 0 && value.indexOf('E') < 0;
    }

    /** An alarm that was raised, or cleared. */
    public static byte[] of(DetectorAlarm alarm) {
        ObjectNode json = JSON.createObjectNode().put(KIND, "detector_alarm");
        json.put("state", alarm.cleared() == null ? "raised" : "cleared");
        json.setAll(JSON.<ObjectNode>valueToTree(alarm));
        return JSON.writeValueAsBytes(json);
    }
}
