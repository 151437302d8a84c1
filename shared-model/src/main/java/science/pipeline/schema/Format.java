package science.pipeline.schema;

import java.util.Locale;

/** What a record's bytes are. */
public enum Format {
    /** A document of JSON. */
    JSON,
    /** A line of cells. */
    CSV,
    /** Avro's binary form. */
    AVRO;

    /** As it is written in a schema and in {@code event.format}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
