package science.pipeline.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * An event of any schema, its values as text.
 *
 * @param schema what the values are
 * @param timestampMicros instant of the event, microseconds since 1970; it takes the place of the time field's value
 * @param values by field: numbers as JSON writes them, booleans as {@code true} and {@code false}, other times in the
 *     format of their field; null where an optional field is absent, and for constants
 */
public record SchemaEvent(Schema schema, long timestampMicros, List<@Nullable String> values) implements Event {

    public SchemaEvent {
        values = Collections.unmodifiableList(new ArrayList<>(values));
        if (values.size() != schema.fields().size()) {
            throw new IllegalArgumentException(
                    "BUG: " + values.size() + " values for " + schema.fields().size() + " fields");
        }
    }

    @Override
    public SchemaEvent at(long micros) {
        return new SchemaEvent(schema, micros, values);
    }

    @Override
    public String detector() {
        return value(Role.DETECTOR, Schema.ONE_DETECTOR);
    }

    @Override
    public String id() {
        return value(Role.EVENT_ID, "");
    }

    private String value(Role role, String otherwise) {
        int field = schema.indexOf(role);
        String value = field < 0 ? null : values.get(field);
        if (value != null) {
            return value;
        }
        String constant = field < 0 ? null : schema.fields().get(field).value();
        return constant == null ? otherwise : constant;
    }
}
