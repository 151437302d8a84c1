package science.pipeline.schema;

import java.util.Locale;

/** What a field's values are. */
public enum FieldType {
    /** A whole number within int64. */
    INTEGER,
    /** A finite double. */
    NUMBER,
    /** A short word of an open list: {@code [A-Za-z0-9_][A-Za-z0-9_.:+-]{0,63}}. */
    NAME,
    /** Any text of at most 1 KiB without control characters; kept, never analysed. */
    TEXT,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** An instant, kept to the microsecond. */
    TIME,
    /** A list of finite doubles, as a waveform or a spectrum; kept, and analysed by what sums it up. */
    NUMBERS;

    /** As it is written in a schema. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its values are a column of doubles. */
    public boolean isNumeric() {
        return this == INTEGER || this == NUMBER;
    }
}
