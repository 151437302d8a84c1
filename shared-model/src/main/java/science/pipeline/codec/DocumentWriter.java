package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.SchemaEvent;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldPath;
import science.pipeline.schema.Form;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/** Writes the events of any schema as JSON, each field at its place, what is absent left out. */
final class DocumentWriter {

    /** What stands at a key: a field's value, or an object with more keys. */
    private sealed interface Node {}

    private record Value(int field, boolean isBare) implements Node {}

    private record Inner(Map<String, Node> below) implements Node {}

    /** A list: the element's value, or its object. */
    private record Elements(Node element) implements Node {}

    private final List<Field> fields;
    private final int timeField;
    private final @Nullable TimeText time;
    private final Inner root = new Inner(new LinkedHashMap<>());
    private final StringBuilder json = new StringBuilder();
    private List<SchemaEvent> all = List.of();

    DocumentWriter(Schema schema) {
        fields = schema.fields();
        timeField = schema.indexOf(Role.TIME);
        time = timeField < 0 ? null : new TimeText(fields.get(timeField).format());
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).presence() != Presence.CONSTANT) {
                enter(schema.form(), fields.get(i).from(), i);
            }
        }
    }

    private void enter(Form form, String place, int field) {
        Inner at = root;
        List<String> path = FieldPath.keys(place);
        int list = form.isInList(place) ? form.path().size() : -1;
        for (int i = 1; i < path.size(); i++) {
            String key = quoted(path.get(i - 1));
            Node below = at.below()
                    .computeIfAbsent(
                            key,
                            i == list
                                    ? any -> new Elements(new Inner(new LinkedHashMap<>()))
                                    : any -> new Inner(new LinkedHashMap<>()));
            at = (Inner) (below instanceof Elements elements ? elements.element() : below);
        }
        Value value = new Value(field, isBare(fields.get(field)));
        at.below().put(quoted(path.get(path.size() - 1)), path.size() == list ? new Elements(value) : value);
    }

    /** @param events one, or those of a list; what belongs to all the first one says */
    byte[] write(List<SchemaEvent> events) {
        all = events;
        json.setLength(0);
        write(root, events.get(0));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(Elements list) {
        json.append('[');
        int first = json.length();
        for (SchemaEvent event : all) {
            json.append(json.length() > first ? "," : "");
            if (list.element() instanceof Inner inner) {
                write(inner, event);
            } else if (!write((Value) list.element(), event)) {
                json.append("null");
            }
        }
        json.append(']');
    }

    private void write(Inner object, SchemaEvent event) {
        json.append('{');
        int empty = json.length();
        object.below().forEach((key, node) -> {
            int before = json.length();
            json.append(before > empty ? "," : "").append(key).append(':');
            if (node instanceof Inner inner) {
                int opening = json.length();
                write(inner, event);
                if (json.length() == opening + "{}".length()) {
                    json.setLength(before);
                }
            } else if (node instanceof Elements list) {
                write(list);
            } else if (!write((Value) node, event)) {
                json.setLength(before);
            }
        });
        json.append('}');
    }

    private boolean write(Value place, SchemaEvent event) {
        int index = place.field();
        String value = index == timeField && time != null
                ? time.write(event.timestampMicros())
                : event.values().get(index);
        if (value == null) {
            return false;
        }
        json.append(place.isBare() ? value : quoted(value));
        return true;
    }

    private static boolean isBare(Field field) {
        return switch (field.type()) {
            case INTEGER, NUMBER, BOOLEAN, NUMBERS -> true;
            case NAME, TEXT -> false;
            case TIME -> new TimeText(field.format()).isEpoch();
        };
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        JsonText.quote(text, quoted);
        return quoted.toString();
    }
}
