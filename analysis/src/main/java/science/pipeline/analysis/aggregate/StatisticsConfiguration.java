package science.pipeline.analysis.aggregate;

import java.time.Duration;
import science.pipeline.analysis.InvalidSetting;

/**
 * How event time is cut into windows. All in whole seconds.
 *
 * @param window length of a window, 1 s to 1 day; windows begin at multiples of it since 1970
 * @param lateness how far behind its partition's clock an event still counts in its window, 0 to 30 days
 * @param maxAhead how far ahead of its partition's clock an event still counts in its window and moves the clock, 0 to
 *     30 days
 */
public record StatisticsConfiguration(Duration window, Duration lateness, Duration maxAhead) {

    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);
    private static final Duration LONGEST_TOLERANCE = Duration.ofDays(30);

    /** @throws InvalidSetting if a duration is out of its range */
    public StatisticsConfiguration {
        check("window", window, SHORTEST_WINDOW, LONGEST_WINDOW);
        check("lateness", lateness, Duration.ZERO, LONGEST_TOLERANCE);
        check("max-ahead", maxAhead, Duration.ZERO, LONGEST_TOLERANCE);
    }

    public static StatisticsConfiguration defaults() {
        return new StatisticsConfiguration(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(60));
    }

    long windowMicros() {
        return micros(window);
    }

    long latenessMicros() {
        return micros(lateness);
    }

    long maxAheadMicros() {
        return micros(maxAhead);
    }

    private static long micros(Duration duration) {
        return duration.toSeconds() * 1_000_000L;
    }

    private static void check(String key, Duration value, Duration least, Duration most) {
        boolean isInRange = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        if (!isInRange || value.getNano() != 0) {
            throw new InvalidSetting(
                    "statistics." + key, text(value), "whole seconds from " + text(least) + " to " + text(most));
        }
    }

    /** {@code 90s} or {@code 1500ms}, as people write durations. */
    private static String text(Duration value) {
        return value.toMillisPart() == 0 ? value.toSeconds() + "s" : value.toMillis() + "ms";
    }
}
