package science.pipeline.analysis.quantity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import science.pipeline.analysis.InvalidSetting;

/** Refuses conditions that no event could meet, or that do not suit their quantity. */
public final class ConditionCheck {

    private static final Pattern EVENT_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:+-]{0,63}");
    private static final Set<String> LABELS = Set.of("true", "false");

    private ConditionCheck() {}

    /**
     * Checks conditions.
     *
     * @param path where they stand, for the message
     * @param conditions by the name of their quantity, or {@link Condition#WHERE}
     * @param quantities of the events
     * @return the same conditions, expressions in their one form
     * @throws InvalidSetting if one is refused
     */
    public static Map<String, Condition> checked(
            String path, Map<String, Condition> conditions, Quantities quantities) {
        Map<String, Condition> checked = new LinkedHashMap<>();
        conditions.forEach(
                (name, condition) -> checked.put(name, condition.checked(path + "." + name, name, quantities)));
        return checked;
    }

    static Quantity quantity(String path, String name, Quantities quantities) {
        return quantities
                .find(name)
                .orElseThrow(() -> new InvalidSetting(
                        path,
                        "the unknown quantity '" + name + "'",
                        "one of " + String.join(", ", quantities.names())));
    }

    static void checkRange(String path, double min, double max) {
        if (Double.isNaN(min) || min == Double.POSITIVE_INFINITY) {
            throw new InvalidSetting(path + ".min", text(min), "a number");
        }
        if (Double.isNaN(max) || max == Double.NEGATIVE_INFINITY) {
            throw new InvalidSetting(path + ".max", text(max), "a number");
        }
        if (min > max) {
            throw new InvalidSetting(path + ".min", text(min) + " above max " + text(max), "min <= max");
        }
        if (Double.isInfinite(min) && Double.isInfinite(max)) {
            throw new InvalidSetting(path, "neither min nor max", "min, max or both");
        }
    }

    static void checkValues(String path, Set<String> values, boolean isTruth) {
        if (values.isEmpty()) {
            throw new InvalidSetting(path, "an empty list", isTruth ? "[true] or [false]" : "one name or more");
        }
        for (String value : values) {
            if (isTruth && !LABELS.contains(value)) {
                throw new InvalidSetting(path, "'" + value + "'", "true or false");
            }
            if (!isTruth) {
                checkName(path, value);
            }
        }
    }

    static void checkName(String path, String name) {
        if (!EVENT_NAME.matcher(name).matches()) {
            throw new InvalidSetting(path, "'" + name + "'", "a name that events may have: " + EVENT_NAME.pattern());
        }
    }

    /** A number as people write it: {@code 200}, not {@code 200.0}. */
    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
