package science.pipeline.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Schemas as YAML: read from people's files, written always in the same form. */
public final class SchemaYaml {

    private static final String DEFAULT = "particle-event";
    private static final String FORM_KEYS = "format, each, max-bytes, columns, separator, avro-schema";
    private static final String FIELD_KEYS =
            "type, role, from, file, aliases, presence, default, value, unit, scale, min, max, format, description";

    /** In the place of an Avro schema: each record names it by its id. */
    private static final String BY_ID = "by-id";

    /** Of a record: what is read of one poll must fit into memory many times. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private SchemaYaml() {}

    /** Loaded when it is first asked for. */
    private static final class Default {
        static final Schema SCHEMA = java.util.Objects.requireNonNull(shipped(DEFAULT), "BUG: the default is shipped");
    }

    static Schema byDefault() {
        return Default.SCHEMA;
    }

    static @Nullable Schema shipped(String name) {
        if (!name.matches("[a-z][a-z0-9-]*")) {
            return null;
        }
        try (InputStream in = SchemaYaml.class.getResourceAsStream(name + ".yml")) {
            return in == null ? null : read(name + ".yml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The schema that a configuration names.
     *
     * @param nameOrFile a shipped one, or a file of YAML; a relative path means the working folder
     * @throws SchemaFault if there is none, or something is wrong with it
     */
    public static Schema find(String nameOrFile) {
        Schema shipped = shipped(nameOrFile);
        if (shipped != null) {
            return shipped;
        }
        Path file = Path.of(nameOrFile);
        if (nameOrFile.equals("describe") && !Files.exists(file)) {
            throw new SchemaFault(
                    "event.schema",
                    "describe where no file is replayed",
                    "a schema: describe FILE > mine.yml prints one, then --event.schema=mine.yml");
        }
        if (!Files.isRegularFile(file)) {
            throw new SchemaFault(
                    "event.schema",
                    "'" + nameOrFile + "', which is neither shipped nor a file at " + file.toAbsolutePath(),
                    DEFAULT + ", or the path of a YAML file with name: and fields:");
        }
        try {
            return read(nameOrFile, Files.readString(file));
        } catch (IOException e) {
            throw new SchemaFault(nameOrFile, "a file that cannot be read (" + e.getMessage() + ")", "YAML in UTF-8");
        }
    }

    /**
     * Reads a schema.
     *
     * @param source what it is called in messages, as the file's name
     * @throws SchemaFault for the first thing that is wrong: place, found, expected
     */
    public static Schema read(String source, String yaml) {
        YamlNodes root = YamlNodes.read(source, yaml);
        String name = root.text("name");
        String description = root.text("description");
        Form form = form(root);
        List<Field> fields = new ArrayList<>();
        root.each("fields", (field, entry) -> fields.add(field(field, entry)));
        Map<String, QuantityDefinition> quantities = new LinkedHashMap<>();
        root.each("quantities", (quantity, entry) -> quantities.put(quantity, quantity(entry)));
        Map<String, Map<String, String>> selections = new LinkedHashMap<>();
        root.each("selections", (selection, entry) -> selections.put(selection, entry.flattened()));
        root.refuseOthers("name, description, " + FORM_KEYS + ", fields, quantities, selections");
        if (name == null) {
            throw new SchemaFault(source + ": name", "nothing", "the name of the stream, as radiation-monitors");
        }
        try {
            return new Schema(name, orEmpty(description), form, fields, quantities, selections);
        } catch (SchemaFault fault) {
            throw new SchemaFault(source + ": " + fault.place(), fault.found(), fault.expected());
        }
    }

    private static Form form(YamlNodes root) {
        String format = root.text("format");
        String separator = root.text("separator");
        return new Form(
                format == null ? Format.JSON : oneOf(Format.class, root.path("format"), format),
                orEmpty(root.text("each")),
                bytes(root.path("max-bytes"), root.number("max-bytes", 0)),
                root.texts("columns"),
                separator == null ? ',' : FormSettings.separator(separator, root.path("separator")),
                writer(orEmpty(root.text("avro-schema"))));
    }

    private static Form.Writer writer(String avroSchema) {
        return new Form.Writer(avroSchema.equals(BY_ID), avroSchema.equals(BY_ID) ? "" : avroSchema);
    }

    static int bytes(String place, double bytes) {
        if (bytes != Math.rint(bytes) || bytes < 0 || bytes > MOST_BYTES) {
            throw new SchemaFault(place, YamlText.number(bytes), "whole bytes, up to " + MOST_BYTES);
        }
        return (int) bytes;
    }

    private static Field field(String name, YamlNodes.Entry entry) {
        String shortForm = entry.scalar();
        if (shortForm != null) {
            return new Field(name, oneOf(FieldType.class, entry.place(), shortForm), null);
        }
        YamlNodes keys = entry.mapping();
        String type = keys.text("type");
        if (type == null) {
            throw new SchemaFault(keys.path("type"), "nothing", labels(FieldType.class));
        }
        String role = keys.text("role");
        String from = keys.text("from");
        String presence = keys.text("presence");
        String constant = keys.text("value");
        String otherwise = keys.text("default");
        if (constant != null && otherwise != null) {
            throw new SchemaFault(keys.path("value"), "both value and default", "value of a constant, or default");
        }
        boolean isConstant = constant != null && presence == null;
        Field field = new Field(
                name,
                oneOf(FieldType.class, keys.path("type"), type),
                role == null ? null : oneOf(Role.class, keys.path("role"), role),
                from == null ? FieldPath.of(name) : from,
                keys.text("file"),
                keys.texts("aliases"),
                isConstant
                        ? Presence.CONSTANT
                        : presence == null
                                ? otherwise == null ? Presence.REQUIRED : Presence.OPTIONAL
                                : oneOf(Presence.class, keys.path("presence"), presence),
                constant == null ? otherwise : constant,
                orEmpty(keys.text("unit")),
                scale(keys),
                keys.number("min", Double.NEGATIVE_INFINITY),
                keys.number("max", Double.POSITIVE_INFINITY),
                format(keys),
                orEmpty(keys.text("description")));
        keys.refuseOthers(FIELD_KEYS);
        return field;
    }

    private static @Nullable Double scale(YamlNodes keys) {
        double scale = keys.number("scale", Double.NaN);
        return Double.isNaN(scale) ? null : scale;
    }

    private static String format(YamlNodes keys) {
        String format = keys.text("format");
        if (format == null) {
            return Field.ISO;
        }
        TimeFormat.check(keys.path("format"), format);
        return format;
    }

    private static QuantityDefinition quantity(YamlNodes.Entry entry) {
        String shortForm = entry.scalar();
        if (shortForm != null) {
            return new QuantityDefinition(shortForm, "");
        }
        YamlNodes keys = entry.mapping();
        String value = keys.text("value");
        if (value == null) {
            throw new SchemaFault(keys.path("value"), "nothing", "an expression of the fields, as cpm / 334");
        }
        QuantityDefinition quantity = new QuantityDefinition(value, orEmpty(keys.text("unit")));
        keys.refuseOthers("value, unit");
        return quantity;
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String place, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new SchemaFault(place, "'" + text + "'", labels(type)));
    }

    private static <E extends Enum<E>> String labels(Class<E> type) {
        return "one of "
                + Arrays.stream(type.getEnumConstants())
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** One field a line, as people write it. */
    static String write(Schema schema) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("name: ").append(schema.name()).append('\n');
        if (!schema.description().isEmpty()) {
            yaml.append("description: ")
                    .append(YamlText.scalar(schema.description()))
                    .append('\n');
        }
        write(schema.form(), yaml);
        yaml.append("fields:\n");
        for (Field field : schema.fields()) {
            yaml.append("  ")
                    .append(YamlText.scalar(field.name()))
                    .append(": {")
                    .append(keys(field))
                    .append("}\n");
        }
        if (!schema.quantities().isEmpty()) {
            yaml.append("quantities:\n");
            schema.quantities()
                    .forEach((name, quantity) -> yaml.append("  ")
                            .append(YamlText.scalar(name))
                            .append(": {value: ")
                            .append(YamlText.scalar(quantity.value()))
                            .append(quantity.unit().isEmpty() ? "" : ", unit: " + YamlText.scalar(quantity.unit()))
                            .append("}\n"));
        }
        if (!schema.selections().isEmpty()) {
            yaml.append("selections:\n");
            schema.selections().forEach((name, keys) -> {
                yaml.append("  ")
                        .append(YamlText.scalar(name))
                        .append(": ")
                        .append(Flattened.yaml(keys))
                        .append('\n');
            });
        }
        return yaml.toString();
    }

    private static void write(Form form, StringBuilder yaml) {
        if (form.format() != Format.JSON) {
            yaml.append("format: ").append(form.format().label()).append('\n');
        }
        if (form.hasList()) {
            yaml.append("each: ").append(YamlText.scalar(form.each())).append('\n');
        }
        if (form.maxBytes() > 0) {
            yaml.append("max-bytes: ").append(form.maxBytes()).append('\n');
        }
        if (!form.columns().isEmpty()) {
            yaml.append("columns: ").append(YamlText.flow(form.columns())).append('\n');
        }
        if (form.separator() != ',') {
            yaml.append("separator: ")
                    .append(YamlText.scalar(Character.toString(form.separator())))
                    .append('\n');
        }
        if (!form.writer().equals(Form.Writer.DERIVED)) {
            String writer = form.writer().isById() ? BY_ID : form.writer().schema();
            yaml.append("avro-schema: ").append(YamlText.scalar(writer)).append('\n');
        }
    }

    private static String keys(Field field) {
        List<String> keys = new ArrayList<>();
        keys.add("type: " + field.type().label());
        if (field.role() != null) {
            keys.add("role: " + field.role().label());
        }
        if (!field.from().equals(FieldPath.of(field.name())) && field.presence() != Presence.CONSTANT) {
            keys.add("from: " + YamlText.scalar(field.from()));
        }
        if (field.file() != null) {
            keys.add("file: " + YamlText.scalar(field.file()));
        }
        if (!field.aliases().isEmpty()) {
            keys.add("aliases: ["
                    + field.aliases().stream().map(YamlText::scalar).collect(Collectors.joining(", ")) + "]");
        }
        if (field.presence() != Presence.REQUIRED) {
            keys.add("presence: " + field.presence().label());
        }
        if (field.value() != null) {
            keys.add(
                    (field.presence() == Presence.CONSTANT ? "value: " : "default: ") + YamlText.scalar(field.value()));
        }
        if (!field.unit().isEmpty()) {
            keys.add("unit: " + YamlText.scalar(field.unit()));
        }
        if (field.scale() != null) {
            keys.add("scale: " + YamlText.number(field.scale()));
        }
        if (field.min() != Double.NEGATIVE_INFINITY) {
            keys.add("min: " + YamlText.number(field.min()));
        }
        if (field.max() != Double.POSITIVE_INFINITY) {
            keys.add("max: " + YamlText.number(field.max()));
        }
        if (!field.format().equals(Field.ISO)) {
            keys.add("format: " + YamlText.scalar(field.format()));
        }
        if (!field.description().isEmpty()) {
            keys.add("description: " + YamlText.scalar(field.description()));
        }
        return String.join(", ", keys);
    }
}
