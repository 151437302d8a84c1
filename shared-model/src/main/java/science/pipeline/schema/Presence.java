package science.pipeline.schema;

import java.util.Locale;

/** Whether every record has a field. */
public enum Presence {
    /** A record without it, or with null in its place, is rejected. */
    REQUIRED,
    /** It may be absent or null: an empty cell, no number. */
    OPTIONAL,
    /** It stands in no record: every event has the same value. */
    CONSTANT;

    /** As it is written in a schema. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
