package science.pipeline.analysis.histogram;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.ConditionCheck;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.analysis.quantity.Quantity;

/**
 * What a histogram counts, and in which bins. Histograms of equal definitions add up; a changed one begins afresh.
 *
 * @param name {@code [a-z][a-z0-9_]{0,40}}
 * @param quantity of each event: a number such as {@code pt}; or {@link #PAIR_MASS}
 * @param scale how the bins divide the range
 * @param min where the first bin begins, in the unit of the quantity; above 0 on a logarithmic scale
 * @param max where the last bin ends, excluded
 * @param bins 1 to {@value #MOST_BINS}
 * @param where which events take part: those that meet all conditions
 */
public record HistogramDefinition(
        String name, String quantity, Scale scale, double min, double max, int bins, Map<String, Condition> where) {

    /** The invariant mass, GeV, of two events with one event_id. */
    public static final String PAIR_MASS = "pair_mass";

    public static final int MOST_BINS = 1_000;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    /** How bins divide the range. */
    public enum Scale {
        /** Into equal widths. */
        LINEAR,
        /** Into equal ratios. */
        LOG;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws InvalidSetting if nothing could be counted as it is written */
    public HistogramDefinition {
        String path = "statistics.histograms." + name;
        if (!NAME.matcher(name).matches()) {
            throw new InvalidSetting(
                    path,
                    "the name '" + name + "'",
                    "a lower-case letter, then up to 40 lower-case letters, digits and underscores");
        }
        if (!quantity.equals(PAIR_MASS) && !isNumber(quantity)) {
            throw new InvalidSetting(path + ".quantity", "'" + quantity + "'", "one of " + quantities());
        }
        if (bins < 1 || bins > MOST_BINS) {
            throw new InvalidSetting(path + ".bins", Integer.toString(bins), "1 to " + MOST_BINS);
        }
        if (!Double.isFinite(min) || scale == Scale.LOG && min <= 0) {
            throw new InvalidSetting(
                    path + ".min",
                    Double.toString(min),
                    scale == Scale.LOG ? "a number above 0, for the scale is log" : "a finite number");
        }
        if (!Double.isFinite(max) || !Bins.areDistinct(scale, min, max, bins)) {
            throw new InvalidSetting(
                    path + ".max",
                    Double.toString(max),
                    "a number so far above min (" + min + ") that bins have a width");
        }
        // Map.copyOf would iterate in another order in each JVM; configurations are compared as text.
        where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
        where.forEach((of, condition) -> ConditionCheck.check(path + ".where." + of, of, condition));
    }

    /** Whether it counts pairs of events. */
    boolean isOfPairs() {
        return quantity.equals(PAIR_MASS);
    }

    private static boolean isNumber(String quantity) {
        return Quantities.PARTICLE_EVENT.find(quantity).orElse(null) instanceof Quantity.Numeric;
    }

    private static String quantities() {
        List<String> numbers = Quantities.PARTICLE_EVENT.names().stream()
                .filter(HistogramDefinition::isNumber)
                .toList();
        return String.join(", ", numbers) + ", " + PAIR_MASS;
    }
}
