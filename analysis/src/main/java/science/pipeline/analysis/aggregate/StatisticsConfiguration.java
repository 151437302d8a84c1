package science.pipeline.analysis.aggregate;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.clock.EventClock;
import science.pipeline.analysis.histogram.HistogramDefinition;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.schema.Field;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * How event time is cut into windows, in whole seconds, and what is counted in each.
 *
 * @param window length of a window, 1 s to 1 day; windows begin at multiples of it since 1970
 * @param lateness how far behind its partition's clock an event still counts in its window, 0 to 30 days
 * @param histograms beside those of the measures, each name once, at most {@value #MOST_HISTOGRAMS}
 * @param measures numbers of which each window has moments and a histogram, by the name of a field or quantity, each
 *     once, at most {@value #MOST_MEASURES}; the first one is what the watch looks at. None: the energy, or every
 *     number field where the schema has no energy
 */
public record StatisticsConfiguration(
        Duration window, Duration lateness, List<HistogramDefinition> histograms, List<String> measures) {

    static final int MOST_HISTOGRAMS = 20;

    static final int MOST_MEASURES = 20;

    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);
    private static final Duration LONGEST_TOLERANCE = Duration.ofDays(30);

    /** @throws InvalidSetting if a duration is out of its range, or there are too many histograms */
    public StatisticsConfiguration {
        check("window", window, SHORTEST_WINDOW, LONGEST_WINDOW);
        check("lateness", lateness, Duration.ZERO, LONGEST_TOLERANCE);
        histograms = List.copyOf(histograms);
        measures = List.copyOf(measures);
        if (measures.size() > MOST_MEASURES) {
            throw new InvalidSetting("statistics.measures", measures.size() + " measures", "at most " + MOST_MEASURES);
        }
        if (new HashSet<>(measures).size() < measures.size()) {
            throw new InvalidSetting("statistics.measures", String.join(", ", measures), "each name once");
        }
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

    /** With the measures that a stream has by default. */
    public StatisticsConfiguration(Duration window, Duration lateness, List<HistogramDefinition> histograms) {
        this(window, lateness, histograms, List.of());
    }

    /** Without further histograms. */
    public StatisticsConfiguration(Duration window, Duration lateness) {
        this(window, lateness, List.of());
    }

    public static StatisticsConfiguration defaults() {
        return new StatisticsConfiguration(Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    /** The names of the measures of a stream. */
    List<String> measures(Quantities quantities) {
        if (!measures.isEmpty()) {
            return measures;
        }
        Schema schema = quantities.schema();
        return schema.has(Role.ENERGY)
                ? List.of(schema.nameOf(Role.ENERGY, ""))
                : schema.fields().stream()
                        .filter(field -> field.isNumeric() && quantities.isNumber(field.name()))
                        .map(Field::name)
                        .limit(MOST_MEASURES)
                        .toList();
    }

    /**
     * The same, its expressions in their one form.
     *
     * @throws InvalidSetting if a measure or a histogram does not suit the events
     */
    public StatisticsConfiguration checked(Quantities quantities) {
        for (String measure : measures) {
            if (!quantities.isNumber(measure)) {
                String numbers =
                        quantities.names().stream().filter(quantities::isNumber).collect(Collectors.joining(", "));
                throw new InvalidSetting(
                        "statistics.measures", "the name '" + measure + "'", "a number of the stream: " + numbers);
            }
        }
        return new StatisticsConfiguration(
                window,
                lateness,
                histograms.stream()
                        .map(histogram -> histogram.checked(quantities))
                        .toList(),
                measures);
    }

    /** The names that histograms speak of, by the quantity that has them. */
    public Map<String, Set<String>> names(Quantities quantities) {
        return Condition.names(
                histograms.stream().map(HistogramDefinition::where).toList(), quantities);
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
