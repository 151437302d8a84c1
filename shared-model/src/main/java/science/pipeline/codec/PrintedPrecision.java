package science.pipeline.codec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import science.pipeline.schema.Role;

/**
 * How precisely a row's numbers are printed: the most fraction digits and the most significant digits among them. More
 * than 15 significant digits are an artefact of binary arithmetic ({@code 3.3546300000000002}), no precision: the
 * number is taken as rounded to 15 first.
 */
final class PrintedPrecision {

    private static final MathContext DOUBLES_DIGITS = new MathContext(15);

    private static final long[] POWERS_OF_TEN =
            LongStream.iterate(1, power -> power * 10).limit(16).toArray();

    private int fractionDigits;

    /** Of the numbers given as integers: it has the most digits. */
    private long largest;

    private int significantDigits;

    /** Whether a number of this role counts. */
    static boolean isKinematic(@Nullable Role role) {
        return role == Role.ENERGY || role == Role.MOMENTUM_X || role == Role.MOMENTUM_Y || role == Role.MOMENTUM_Z;
    }

    void clear() {
        fractionDigits = 0;
        largest = 0;
        significantDigits = 0;
    }

    /** Takes a number into account; a zero, printed or underflowed, tells nothing. */
    void add(double number, String printed) {
        if (number == 0) {
            return;
        }
        BigDecimal value = new BigDecimal(printed);
        if (value.precision() > DOUBLES_DIGITS.getPrecision()) {
            value = value.round(DOUBLES_DIGITS).stripTrailingZeros();
        }
        fractionDigits = Math.max(fractionDigits, Math.min(value.scale(), Byte.MAX_VALUE));
        significantDigits = Math.max(significantDigits, value.precision());
    }

    /**
     * Takes a number of at most 15 digits into account.
     *
     * @param digits all of its digits, as an integer
     * @param fraction how many of them stand behind the point
     */
    void add(long digits, int fraction) {
        if (digits == 0) {
            return;
        }
        fractionDigits = Math.max(fractionDigits, fraction);
        largest = Math.max(largest, digits);
    }

    byte fractionDigits() {
        return (byte) fractionDigits;
    }

    byte significantDigits() {
        // Its bits times log₁₀ 2 are its digits, or one less (Hacker's Delight, section 11-4).
        int atLeast = (Long.SIZE - Long.numberOfLeadingZeros(largest)) * 1233 >> 12;
        int digits = largest < POWERS_OF_TEN[atLeast] ? atLeast : atLeast + 1;
        return (byte) Math.max(significantDigits, digits);
    }
}
