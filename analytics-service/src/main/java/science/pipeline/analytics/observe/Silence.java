package science.pipeline.analytics.observe;

import java.util.Locale;
import java.util.Optional;

/**
 * When it is remarkable that nothing arrives: after {@code analytics.silence}, or after ten times the usual pause of a
 * slow stream, and at the beginning after ten seconds.
 */
final class Silence {

    private static final double FIRST_SECONDS = 10;
    private static final double USUAL_PAUSES = 10;

    private Silence() {}

    /** @param seconds since partitions were assigned */
    static Optional<String> fromTheBeginning(double seconds) {
        return seconds < FIRST_SECONDS
                ? Optional.empty()
                : Optional.of("nothing has arrived since the start, " + of(seconds) + " ago: does anybody send?");
    }

    /**
     * @param seconds since the last record
     * @param usual seconds between two records of this run; 0 while there was one only
     * @param shortest seconds that are remarkable in a fast stream
     */
    static Optional<String> after(double seconds, double usual, double shortest) {
        return seconds < Math.max(shortest, USUAL_PAUSES * usual)
                ? Optional.empty()
                : Optional.of("nothing has arrived for " + of(seconds) + ": does the sender still run?");
    }

    private static String of(double seconds) {
        return seconds < 120
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }
}
