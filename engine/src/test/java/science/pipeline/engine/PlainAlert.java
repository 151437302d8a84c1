package science.pipeline.engine;

import java.util.Set;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.codec.FieldVisitor;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.schema.Field;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What {@link Alert} writes, as a tree whose explanation is bound by the names of its records. */
final class PlainAlert {

    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private static final String KIND = "kind";
    private static final String EXPLANATION = "explanation";
    private static final Set<String> OWN_KEYS = Set.of(KIND, EXPLANATION);

    private PlainAlert() {}

    /** The event's fields under their names, in the schema's order, between {@code kind} and the verdict. */
    static ObjectNode of(int partition, EventBatch batch, Verdicts verdicts, int row) {
        ObjectNode json = JSON.createObjectNode().put(KIND, "event");
        FieldVisitor.tell(batch, row, (field, value) -> {
            String name = OWN_KEYS.contains(field.name()) ? "event." + field.name() : field.name();
            json.set(name, value == null ? JSON.nullNode() : value(field, value));
        });
        if (!batch.schema.has(Role.TIME)) {
            json.put(Schema.RECORD_TIME, EventTime.format(batch.timestampMicros[row]));
        }
        json.put("score", verdicts.scoreHundredths[row] / 100.0)
                .put("reasons", verdicts.reasons(row))
                .set(EXPLANATION, JSON.<ObjectNode>valueToTree(verdicts.explanation(row)))
                .put("kafka_partition", partition)
                .put("kafka_offset", batch.offset[row]);
        return batch.schema.hasIndex() ? json.put(Schema.INDEX, batch.index[row]) : json;
    }

    private static JsonNode value(Field field, String value) {
        JsonNodeFactory nodes = JSON.getNodeFactory();
        return switch (field.type()) {
            case INTEGER -> isInteger(value) ? nodes.numberNode(Long.parseLong(value)) : number(nodes, value);
            case NUMBER -> number(nodes, value);
            case BOOLEAN -> nodes.booleanNode(Boolean.parseBoolean(value));
            case NUMBERS -> JSON.readTree(value);
            case NAME, TEXT, TIME -> nodes.stringNode(value);
        };
    }

    private static JsonNode number(JsonNodeFactory nodes, String value) {
        return nodes.numberNode(Double.parseDouble(value));
    }

    /** A scaled one may be none. */
    private static boolean isInteger(String value) {
        return value.indexOf('.') < 0 && value.indexOf('E') < 0;
    }
}
