package science.pipeline.analysis.histogram;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.ConditionCheck;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.expression.ExpressionFault;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * What a histogram counts, and in which bins. Histograms of equal definitions add up; a changed one begins afresh.
 *
 * @param name {@code [a-z][a-z0-9_]{0,40}}
 * @param quantity of each event: a number such as {@code pt}, or an expression of them, {@code mass / pt}; or
 *     {@link #PAIR_MASS}
 * @param scale how the bins divide the range
 * @param min where the first bin begins, in the unit of the quantity; above 0 on a logarithmic scale
 * @param max where the last bin ends, excluded
 * @param bins 1 to {@value #MOST_BINS}
 * @param where which events take part: those that meet all conditions
 */
public record HistogramDefinition(
        String name, String quantity, Scale scale, double min, double max, int bins, Map<String, Condition> where) {

    /** The invariant mass of two events with one id. */
    public static final String PAIR_MASS = Quantities.PAIR_MASS;

    public static final int MOST_BINS = 1_000;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    private static final Pattern WORD = Pattern.compile("\\w*");

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
    }

    /** Whether it counts pairs of events. */
    boolean isOfPairs() {
        return quantity.equals(PAIR_MASS);
    }

    /**
     * The same definition, its expressions in their one form.
     *
     * @throws InvalidSetting if its quantity is no number of the events, or a condition does not suit them
     */
    public HistogramDefinition checked(Quantities quantities) {
        String path = "statistics.histograms." + name;
        return new HistogramDefinition(
                name,
                checkedQuantity(path + ".quantity", quantities),
                scale,
                min,
                max,
                bins,
                ConditionCheck.checked(path + ".where", where, quantities));
    }

    private String checkedQuantity(String path, Quantities quantities) {
        if (quantities.isNumber(quantity) || isOfPairs() && hasPairs(quantities)) {
            return quantity;
        }
        if (WORD.matcher(quantity).matches()) {
            throw new InvalidSetting(
                    path, "'" + quantity + "'", "one of " + numbers(quantities) + ", or an expression of them");
        }
        try {
            return quantities.number(quantity).text();
        } catch (ExpressionFault fault) {
            throw new InvalidSetting(path, fault.found(), fault.expected());
        }
    }

    private static boolean hasPairs(Quantities quantities) {
        Schema schema = quantities.schema();
        return schema.has(Role.EVENT_ID)
                && schema.has(Role.ENERGY)
                && schema.has(Role.MOMENTUM_X)
                && schema.has(Role.MOMENTUM_Y)
                && schema.has(Role.MOMENTUM_Z);
    }

    private static String numbers(Quantities quantities) {
        String numbers = String.join(
                ", ", quantities.names().stream().filter(quantities::isNumber).toList());
        return hasPairs(quantities) ? numbers + ", " + PAIR_MASS : numbers;
    }
}
