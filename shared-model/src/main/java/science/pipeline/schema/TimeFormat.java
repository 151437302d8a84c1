package science.pipeline.schema;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** How times are written: the names that schemas use, and patterns. */
public final class TimeFormat {

    /** Units of an epoch by name, in nanoseconds. */
    public static final Map<String, Long> EPOCHS =
            Map.of("epoch-s", 1_000_000_000L, "epoch-ms", 1_000_000L, "epoch-us", 1_000L, "epoch-ns", 1L);

    private TimeFormat() {}

    /** Whether it is a count since 1970. */
    public static boolean isEpoch(String format) {
        return EPOCHS.containsKey(format);
    }

    /** The formatter of a pattern, UTC where the text names no zone. */
    public static DateTimeFormatter pattern(String format) {
        return DateTimeFormatter.ofPattern(format, Locale.ROOT);
    }

    static void check(String place, String format) {
        if (format.equals(Field.ISO) || isEpoch(format)) {
            return;
        }
        try {
            pattern(format);
        } catch (IllegalArgumentException e) {
            throw new SchemaFault(
                    place,
                    "'" + format + "' (" + e.getMessage() + ")",
                    "iso, epoch-s, epoch-ms, epoch-us, epoch-ns, or a pattern such as dd.MM.yyyy HH:mm:ss");
        }
    }
}
