package science.pipeline.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of the schema: a column of the files.
 *
 * @param name of the column: {@code [A-Za-z_][A-Za-z0-9_]{0,63}}
 * @param type what its values are
 * @param role what it means to the analysis, or none
 * @param from where it stands in a record, key by key: {@code device.urn}
 * @param file where it stands in a file that is replayed, if not at {@code from}: a column, or several in a text with
 *     braces, as {@code {date} {time}}
 * @param aliases where else it may stand in a record, the first one that is there counts: senders change under way
 * @param presence whether every record has it
 * @param value of a constant, or what stands for an optional one that is absent, as it is written; null for none
 * @param unit of its values as the files hold them, as {@code GeV}; empty for none
 * @param scale what a received number is multiplied by, null for none: the number is kept as it was received
 * @param min the least number allowed; negative infinity for none
 * @param max the largest number allowed; infinity for none
 * @param format of a time: {@code iso}, {@code epoch-s}, {@code epoch-ms}, {@code epoch-us}, {@code epoch-ns}, or a
 *     pattern of {@link java.time.format.DateTimeFormatter}
 * @param description for people
 */
public record Field(
        String name,
        FieldType type,
        @Nullable Role role,
        String from,
        @Nullable String file,
        List<String> aliases,
        Presence presence,
        @Nullable String value,
        String unit,
        @Nullable Double scale,
        double min,
        double max,
        String format,
        String description) {

    /** The format of times that need none. */
    public static final String ISO = "iso";

    public Field {
        aliases = List.copyOf(aliases);
    }

    /** A required field that stands in records under its own name. */
    public Field(String name, FieldType type, @Nullable Role role) {
        this(
                name,
                type,
                role,
                name,
                null,
                List.of(),
                Presence.REQUIRED,
                null,
                "",
                null,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                ISO,
                "");
    }

    /** Whether its values are a column of doubles. */
    public boolean isNumeric() {
        return type.isNumeric();
    }

    /** Whether every event has a value. */
    public boolean isAlwaysThere() {
        return presence != Presence.OPTIONAL || value != null;
    }

    /** Where it stands in a record, key by key. */
    public List<String> path() {
        return FieldPath.keys(from);
    }

    /** Where it stands in a file that is replayed: a column, or a text with columns in braces. */
    public String inFile() {
        return file == null ? from : file;
    }
}
