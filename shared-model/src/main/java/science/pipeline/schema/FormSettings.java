package science.pipeline.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a configuration says of the form of records beside the schema's own words; it comes first.
 *
 * @param format as {@code event.format}; empty: the schema's
 * @param maxBytes as {@code event.max-bytes}; 0: the schema's
 * @param columns as {@code event.csv.columns}; empty: the schema's
 * @param separator as {@code event.csv.separator}; empty: the schema's
 * @param avroSchema as {@code event.avro.schema}: a file; empty: the schema's
 * @param registry as {@code event.avro.registry}; empty: none
 */
public record FormSettings(
        String format, long maxBytes, List<String> columns, String separator, String avroSchema, String registry) {

    /** The schema with the form that is configured. */
    public Schema over(Schema schema) {
        Form own = schema.form();
        Form form = new Form(
                format.isEmpty() ? own.format() : format(format),
                own.each(),
                maxBytes == 0 ? own.maxBytes() : SchemaYaml.bytes("event.max-bytes", maxBytes),
                columns.isEmpty() ? own.columns() : columns,
                separator.isEmpty() ? own.separator() : separator(separator, "event.csv.separator"),
                writer(own.writer()));
        return form.equals(own)
                ? schema
                : new Schema(
                        schema.name(),
                        schema.description(),
                        form,
                        schema.fields(),
                        schema.quantities(),
                        schema.selections());
    }

    private static Format format(String format) {
        return Arrays.stream(Format.values())
                .filter(each -> each.label().equals(format.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new SchemaFault(
                        "event.format",
                        "'" + format + "'",
                        Arrays.stream(Format.values()).map(Format::label).collect(Collectors.joining(", "))));
    }

    static char separator(String text, String place) {
        String meant = text.equals("\\t") || text.equals("tab") ? "\t" : text;
        if (meant.length() != 1 || meant.charAt(0) == '"' || Character.isLetterOrDigit(meant.charAt(0))) {
            throw new SchemaFault(place, "'" + text + "'", "one character between cells, as ; or tab");
        }
        return meant.charAt(0);
    }

    private Form.Writer writer(Form.Writer own) {
        if (!registry.isEmpty() && !avroSchema.isEmpty()) {
            throw new SchemaFault(
                    "event.avro.schema",
                    "a file, and event.avro.registry as well",
                    "one of them: a record either names its schema by an id, or all are written by one");
        }
        if (!registry.isEmpty()) {
            return new Form.Writer(true, "");
        }
        if (avroSchema.isEmpty()) {
            return own;
        }
        try {
            return new Form.Writer(false, Files.readString(Path.of(avroSchema)).strip());
        } catch (IOException | RuntimeException e) {
            throw new SchemaFault(
                    "event.avro.schema",
                    "'" + avroSchema + "', which cannot be read (" + e.getMessage() + ")",
                    "a file with an Avro schema in JSON");
        }
    }
}
