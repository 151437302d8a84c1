package science.pipeline.analysis.quantity;

import java.util.Set;
import java.util.regex.Pattern;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.quantity.Condition.OneOf;
import science.pipeline.analysis.quantity.Condition.Range;

/** Refuses conditions that no event could meet, or that do not suit their quantity. */
public final class ConditionCheck {

    private static final Pattern EVENT_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:+-]{0,63}");
    private static final Set<String> LABELS = Set.of("true", "false");

    private ConditionCheck() {}

    /**
     * Checks a condition.
     *
     * @param path where it stands, for the message
     * @throws InvalidSetting if it is refused
     */
    public static void check(String path, String quantityName, Condition condition) {
        Quantity quantity = Quantities.PARTICLE_EVENT
                .find(quantityName)
                .orElseThrow(() -> new InvalidSetting(
                        path,
                        "the unknown quantity '" + quantityName + "'",
                        "one of " + String.join(", ", Quantities.PARTICLE_EVENT.names())));
        if (quantity instanceof Quantity.Numeric) {
            if (!(condition instanceof Range range)) {
                throw new InvalidSetting(path + ".in", "a list for a number", "min, max or both");
            }
            checkRange(path, range);
        } else {
            boolean isLabel = quantity instanceof Quantity.Label;
            if (!(condition instanceof OneOf oneOf)) {
                String wanted = isLabel ? "in: [true] or in: [false]" : "in with a list of names";
                throw new InvalidSetting(path, "a range for something that is no number", wanted);
            }
            checkValues(path + ".in", oneOf, isLabel);
        }
    }

    private static void checkRange(String path, Range range) {
        if (Double.isNaN(range.min()) || range.min() == Double.POSITIVE_INFINITY) {
            throw new InvalidSetting(path + ".min", text(range.min()), "a number");
        }
        if (Double.isNaN(range.max()) || range.max() == Double.NEGATIVE_INFINITY) {
            throw new InvalidSetting(path + ".max", text(range.max()), "a number");
        }
        if (range.min() > range.max()) {
            throw new InvalidSetting(
                    path + ".min", text(range.min()) + " above max " + text(range.max()), "min <= max");
        }
        if (Double.isInfinite(range.min()) && Double.isInfinite(range.max())) {
            throw new InvalidSetting(path, "neither min nor max", "min, max or both");
        }
    }

    private static void checkValues(String path, OneOf oneOf, boolean isLabel) {
        if (oneOf.values().isEmpty()) {
            throw new InvalidSetting(path, "an empty list", isLabel ? "[true] or [false]" : "one name or more");
        }
        for (String value : oneOf.values()) {
            if (isLabel && !LABELS.contains(value)) {
                throw new InvalidSetting(path, "'" + value + "'", "true or false");
            }
            if (!isLabel && !EVENT_NAME.matcher(value).matches()) {
                throw new InvalidSetting(
                        path, "'" + value + "'", "a name that events may have: " + EVENT_NAME.pattern());
            }
        }
    }

    /** A number as people write it: {@code 200}, not {@code 200.0}. */
    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
