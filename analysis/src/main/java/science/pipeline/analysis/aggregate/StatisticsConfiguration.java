package science.pipeline.analysis.aggregate;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.clock.EventClock;
import science.pipeline.analysis.histogram.HistogramDefinition;
import science.pipeline.analysis.quantity.Condition.OneOf;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.analysis.quantity.Quantity;

/**
 * How event time is cut into windows, in whole seconds, and what is counted in each.
 *
 * @param window length of a window, 1 s to 1 day; windows begin at multiples of it since 1970
 * @param lateness how far behind its partition's clock an event still counts in its window, 0 to 30 days
 * @param histograms beside the energy's, each name once, at most {@value #MOST_HISTOGRAMS}
 */
public record StatisticsConfiguration(Duration window, Duration lateness, List<HistogramDefinition> histograms) {

    static final int MOST_HISTOGRAMS = 20;

    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);
    private static final Duration LONGEST_TOLERANCE = Duration.ofDays(30);

    /** @throws InvalidSetting if a duration is out of its range, or there are too many histograms */
    public StatisticsConfiguration {
        check("window", window, SHORTEST_WINDOW, LONGEST_WINDOW);
        check("lateness", lateness, Duration.ZERO, LONGEST_TOLERANCE);
        histograms = List.copyOf(histograms);
        if (histograms.size() > MOST_HISTOGRAMS) {
            throw new InvalidSetting(
                    "statistics.histograms", histograms.size() + " histograms", "at most " + MOST_HISTOGRAMS);
        }
        Set<String> names = new HashSet<>();
        for (HistogramDefinition histogram : histograms) {
            if (!names.add(histogram.name())) {
                throw new InvalidSetting(
                        "statistics.histograms." + histogram.name(), "the name twice", "each name once");
            }
        }
    }

    /** Without further histograms. */
    public StatisticsConfiguration(Duration window, Duration lateness) {
        this(window, lateness, List.of());
    }

    public static StatisticsConfiguration defaults() {
        return new StatisticsConfiguration(Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    /** The names of a kind that histograms speak of. */
    public Set<String> names(Quantity.Kind kind) {
        Set<String> names = new LinkedHashSet<>();
        for (HistogramDefinition histogram : histograms) {
            histogram.where().forEach((quantity, condition) -> {
                if (condition instanceof OneOf oneOf
                        && Quantities.PARTICLE_EVENT.find(quantity).orElseThrow() instanceof Quantity.Named named
                        && named.kind() == kind) {
                    names.addAll(oneOf.values());
                }
            });
        }
        return names;
    }

    /** A new clock for a partition that is counted so. */
    public EventClock newClock() {
        return new EventClock(latenessMicros(), windowMicros());
    }

    long windowMicros() {
        return micros(window);
    }

    long latenessMicros() {
        return micros(lateness);
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
