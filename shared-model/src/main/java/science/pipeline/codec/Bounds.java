package science.pipeline.codec;

import org.jspecify.annotations.Nullable;
import science.pipeline.schema.Field;
import science.pipeline.schema.Role;

/** The range that a schema allows for a field's numbers. */
final class Bounds {

    private Bounds() {}

    /** Why a number is out of its field's range, or null if it is not. */
    static @Nullable Reject reject(Field field, double value, String text) {
        if (value >= field.min() && value <= field.max()) {
            return null;
        }
        if (isNegativeEnergy(field, value)) {
            return new Reject(
                    RejectReason.NEGATIVE_ENERGY, field.from() + ": found " + Quote.of(text) + ", expected 0 or more");
        }
        return new Reject(
                RejectReason.OUT_OF_RANGE, field.from() + ": found " + Quote.of(text) + ", expected " + range(field));
    }

    /** What is as far below zero as no number may be above it is out of range. */
    private static boolean isNegativeEnergy(Field field, double value) {
        return field.role() == Role.ENERGY && field.min() == 0 && value < 0 && value >= -field.max();
    }

    private static String range(Field field) {
        String unit = field.unit().isEmpty() ? "" : " " + field.unit();
        if (field.max() == Double.POSITIVE_INFINITY) {
            return number(field.min()) + unit + " or more";
        }
        if (field.min() == Double.NEGATIVE_INFINITY) {
            return "at most " + number(field.max()) + unit;
        }
        return field.min() == -field.max() || field.role() == Role.ENERGY && field.min() == 0
                ? "at most " + number(field.max()) + unit + " in magnitude"
                : number(field.min()) + " to " + number(field.max()) + unit;
    }

    /** As people write it: {@code 200}, {@code 1e9}, not {@code 200.0}. */
    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            String digits = Long.toString((long) value);
            String stripped = digits.replaceAll("0+$", "");
            int zeros = digits.length() - stripped.length();
            return zeros >= 6 ? stripped + "e" + zeros : digits;
        }
        return NumberWriter.toString(value);
    }
}
