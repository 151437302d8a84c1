package science.pipeline.codec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.SchemaBuilder;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldPath;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Form;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaFault;

/** Avro schemas of records: read from JSON, or made of a schema's fields. */
final class AvroSchemas {

    private AvroSchemas() {}

    /**
     * The one by which records of a schema are written where no registry tells.
     *
     * @throws SchemaFault if it is none, or of no record
     */
    static org.apache.avro.Schema of(Schema schema) {
        Form.Writer writer = schema.form().writer();
        if (writer.schema().isEmpty()) {
            return derived(schema);
        }
        try {
            org.apache.avro.Schema parsed = parse(writer.schema());
            if (parsed.getType() == org.apache.avro.Schema.Type.RECORD) {
                return parsed;
            }
            throw new SchemaFault(
                    "avro-schema", "a schema of " + parsed.getType().getName(), "one of a record");
        } catch (AvroRuntimeException e) {
            throw new SchemaFault("avro-schema", "no Avro schema (" + e.getMessage() + ")", "one in JSON");
        }
    }

    /** @throws AvroRuntimeException if it is none */
    static org.apache.avro.Schema parse(String json) {
        return new org.apache.avro.Schema.Parser().parse(json);
    }

    /** Records as the places of fields nest them; the list where it stands. */
    private static org.apache.avro.Schema derived(Schema schema) {
        Map<String, Object> root = new LinkedHashMap<>();
        for (Field field : schema.fields()) {
            if (field.presence() != Presence.CONSTANT) {
                put(root, FieldPath.keys(field.from()), field);
            }
        }
        return record(schema, avroName(schema.name()), "", root);
    }

    @SuppressWarnings("unchecked") // only this method fills the tree
    private static void put(Map<String, Object> object, List<String> path, Field field) {
        if (path.size() == 1) {
            object.put(path.get(0), field);
        } else {
            Object below = object.computeIfAbsent(path.get(0), any -> new LinkedHashMap<String, Object>());
            put((Map<String, Object>) below, path.subList(1, path.size()), field);
        }
    }

    private static org.apache.avro.Schema record(Schema schema, String name, String place, Map<String, Object> object) {
        var fields = SchemaBuilder.record(name).fields();
        for (Map.Entry<String, Object> entry : object.entrySet()) {
            String below = place.isEmpty() ? FieldPath.of(entry.getKey()) : place + '.' + FieldPath.of(entry.getKey());
            org.apache.avro.Schema type = type(schema, name + '_' + avroName(entry.getKey()), below, entry.getValue());
            boolean isList = below.equals(schema.form().each());
            fields = fields.name(named(entry.getKey(), below))
                    .type(isList ? org.apache.avro.Schema.createArray(type) : type)
                    .noDefault();
        }
        return fields.endRecord();
    }

    @SuppressWarnings("unchecked")
    private static org.apache.avro.Schema type(Schema schema, String name, String place, Object node) {
        if (node instanceof Field field) {
            org.apache.avro.Schema type = type(field);
            return field.presence() == Presence.OPTIONAL
                    ? org.apache.avro.Schema.createUnion(
                            org.apache.avro.Schema.create(org.apache.avro.Schema.Type.NULL), type)
                    : type;
        }
        return record(schema, name, place, (Map<String, Object>) node);
    }

    private static org.apache.avro.Schema type(Field field) {
        if (field.type() == FieldType.TIME && field.format().equals(Field.ISO)) {
            return LogicalTypes.timestampMicros()
                    .addToSchema(org.apache.avro.Schema.create(org.apache.avro.Schema.Type.LONG));
        }
        if (field.type() == FieldType.NUMBERS) {
            return org.apache.avro.Schema.createArray(
                    org.apache.avro.Schema.create(org.apache.avro.Schema.Type.DOUBLE));
        }
        return org.apache.avro.Schema.create(
                switch (field.type()) {
                    case INTEGER -> org.apache.avro.Schema.Type.LONG;
                    case NUMBER, NUMBERS -> org.apache.avro.Schema.Type.DOUBLE;
                    case NAME, TEXT -> org.apache.avro.Schema.Type.STRING;
                    case BOOLEAN -> org.apache.avro.Schema.Type.BOOLEAN;
                    case TIME ->
                        new TimeText(field.format()).isEpoch()
                                ? org.apache.avro.Schema.Type.LONG
                                : org.apache.avro.Schema.Type.STRING;
                });
    }

    private static String named(String key, String place) {
        if (!key.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new SchemaFault(
                    "format", "avro, and a field at '" + place + "', which Avro cannot name", "letters, digits and _");
        }
        return key;
    }

    private static String avroName(String text) {
        return text.replaceAll("[^A-Za-z0-9_]", "_");
    }
}
