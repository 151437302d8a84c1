package science.pipeline.codec;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import science.pipeline.event.EventTime;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldPath;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Schema;
import science.pipeline.schema.TimeFormat;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Says in JSON Schema (draft 2020-12) which documents the decoder accepts, for senders who check their own before they
 * send them. It sees values, not their text: what it cannot know its description says in words.
 */
public final class JsonSchemaWriter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String TYPE = "type";
    private static final String DESCRIPTION = "description";
    private static final String REQUIRED = "required";
    private static final String MINIMUM = "minimum";
    private static final String MAXIMUM = "maximum";
    private static final String PROPERTIES = "properties";

    private static final String NAME = "^[A-Za-z0-9_][A-Za-z0-9_.:+-]{0," + (Limits.NAME_CHARS - 1) + "}$";

    /** Neither control characters nor halves of pairs. */
    private static final String TEXT =
            "^([^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]" + "|[\\ud800-\\udbff][\\udc00-\\udfff])*$";

    /** Days that there are, times of day, up to nine digits, a zone. */
    private static final String ISO = "^((19[7-9][0-9]|20[0-9]{2}|2100)"
            + "-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
            + "|(19(7[26]|8[048]|9[26])|20([02468][048]|[13579][26]))-02-29)"
            + "[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):?[0-5][0-9])?$";

    private JsonSchemaWriter() {}

    /** The JSON Schema of a schema's documents, with line ends. */
    public static String write(Schema schema) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("$id", "urn:science:pipeline:" + schema.name());
        root.put("title", schema.name());
        root.put(DESCRIPTION, description(schema));
        root.put(TYPE, "object");
        for (Field field : schema.fields()) {
            if (field.presence() != Presence.CONSTANT) {
                add(root, field);
            }
        }
        return json(root) + "\n";
    }

    private static String description(Schema schema) {
        String what = schema.description().isEmpty() ? "" : schema.description() + " ";
        return what + "UTF-8 JSON of at most " + Limits.DOCUMENT_BYTES / 1024 + " KiB, nested at most " + Limits.DEPTH
                + " deep, no key twice, strings of at most " + Limits.STRING_CHARS + " and numbers of at most "
                + Limits.NUMBER_CHARS + " characters. Unknown fields are ignored and counted.";
    }

    /** Adds a field wherever it may stand. One that may stand at several places is a must at none of them. */
    private static void add(Map<String, Object> root, Field field) {
        boolean isRequired =
                field.presence() == Presence.REQUIRED && field.aliases().isEmpty();
        place(root, field.path(), field, isRequired);
        field.aliases().forEach(alias -> place(root, FieldPath.keys(alias), field, false));
    }

    private static void place(Map<String, Object> root, List<String> path, Field field, boolean isRequired) {
        Map<String, Object> at = root;
        for (int i = 0; i < path.size(); i++) {
            String key = path.get(i);
            if (isRequired) {
                require(at, key);
            }
            Map<String, Object> properties = inner(at, PROPERTIES);
            if (i == path.size() - 1) {
                properties.put(key, value(field));
            } else {
                at = inner(properties, key);
                if (isRequired) {
                    at.put(TYPE, "object");
                }
            }
        }
    }

    @SuppressWarnings("unchecked") // what lies under such a key was put there by us
    private static Map<String, Object> inner(Map<String, Object> object, String key) {
        return (Map<String, Object>) object.computeIfAbsent(key, absent -> new LinkedHashMap<>());
    }

    @SuppressWarnings("unchecked")
    private static void require(Map<String, Object> object, String key) {
        List<String> required = (List<String>) object.computeIfAbsent(REQUIRED, absent -> new ArrayList<>());
        if (!required.contains(key)) {
            required.add(key);
        }
    }

    private static Map<String, Object> value(Field field) {
        Map<String, Object> value = new LinkedHashMap<>();
        String description = description(field);
        if (!description.isEmpty()) {
            value.put(DESCRIPTION, description);
        }
        boolean isRequired = field.presence() == Presence.REQUIRED;
        value.put(TYPE, isRequired ? type(field) : List.of(type(field), "null"));
        switch (field.type()) {
            case NAME -> value.put("pattern", NAME);
            case TEXT -> value.put("pattern", TEXT);
            case INTEGER -> {
                value.put(MINIMUM, Long.MIN_VALUE);
                value.put(MAXIMUM, Long.MAX_VALUE);
                bounds(value, field);
            }
            case NUMBER -> bounds(value, field);
            case TIME -> time(value, field);
            case NUMBERS -> value.put("items", Map.of(TYPE, "number"));
            case BOOLEAN -> {
                // true or false, and nothing else
            }
        }
        return value;
    }

    private static String type(Field field) {
        return switch (field.type()) {
            case INTEGER -> "integer";
            case NUMBER -> "number";
            case NAME, TEXT -> "string";
            case BOOLEAN -> "boolean";
            case NUMBERS -> "array";
            case TIME -> TimeFormat.isEpoch(field.format()) ? "number" : "string";
        };
    }

    private static String description(Field field) {
        String unit = field.unit().isEmpty() ? "" : "Unit: " + field.unit() + ".";
        return (field.description() + " " + unit).trim();
    }

    private static void bounds(Map<String, Object> value, Field field) {
        if (field.scale() != null) {
            return; // the range is that of the product
        }
        if (field.min() > Double.NEGATIVE_INFINITY) {
            value.put(MINIMUM, field.min());
        }
        if (field.max() < Double.POSITIVE_INFINITY) {
            value.put(MAXIMUM, field.max());
        }
    }

    private static void time(Map<String, Object> value, Field field) {
        Long nanos = TimeFormat.EPOCHS.get(field.format());
        if (nanos != null) {
            value.put(MINIMUM, 0L);
            value.put("exclusiveMaximum", (EventTime.LAST_SECOND + 1) * (1_000_000_000L / nanos));
        } else if (field.format().equals(Field.ISO)) {
            value.put("pattern", ISO);
        } else {
            value.put(DESCRIPTION, (description(field) + " Written as " + field.format() + ".").trim());
        }
    }

    private static String json(Map<String, Object> root) {
        StringWriter text = new StringWriter();
        ObjectWriteContext indented = new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return new DefaultPrettyPrinter();
            }
        };
        try (JsonGenerator json = JSON.createGenerator(indented, text)) {
            write(root, json);
        }
        return text.toString();
    }

    private static void write(Object value, JsonGenerator json) {
        if (value instanceof Map<?, ?> object) {
            json.writeStartObject();
            object.forEach((key, inner) -> {
                json.writeName((String) key);
                write(inner, json);
            });
            json.writeEndObject();
        } else if (value instanceof List<?> array) {
            json.writeStartArray();
            array.forEach(each -> write(each, json));
            json.writeEndArray();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else {
            json.writeString((String) value);
        }
    }
}
