package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import science.pipeline.event.Octets;

/**
 * Reads JSON numbers straight from bytes, with the precision that they are printed with. What is longer or has an
 * exponent takes the way by {@link Double#parseDouble}.
 *
 * <p>Up to 15 digits are an integer below 2⁵³, and powers of ten up to 10²² are doubles: their quotient, rounded once,
 * is the double nearest to the printed number (W. D. Clinger, How to read floating point numbers accurately, PLDI
 * 1990).
 */
final class NumberReader {

    /** There is no number, or one that only the strict decoder can judge. */
    static final int NONE = -1;

    /** So many digits are an integer that is a double. */
    private static final int EXACT_DIGITS = 15;

    /** A point and six digits: with what follows them, one piece of eight bytes. */
    private static final int MOST_SHORT = 7;

    private static final long ZEROS = Octets.filled('0');

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14
    };

    private final PrintedPrecision precision;
    private final double most;
    private double value;

    /** @param most what is larger in magnitude is left to the strict decoder */
    NumberReader(PrintedPrecision precision, double most) {
        this.precision = precision;
        this.most = most;
    }

    /** The number read last. */
    double value() {
        return value;
    }

    /**
     * Reads the number at {@code start} and adds its precision.
     *
     * @return where it ends, or {@link #NONE}
     */
    int read(byte[] text, int start) {
        int end = text.length - start > Octets.SIZE ? readShort(text, start) : NONE;
        return end != NONE ? end : readAny(text, start);
    }

    /**
     * Reads a decimal fraction of at most six digits, with a sign or without, in one piece and without a branch that
     * depends on its length.
     *
     * @return where it ends, or {@link #NONE} if it is of another kind
     */
    private int readShort(byte[] text, int start) {
        int negative = Octets.isByte('-', text[start]);
        int first = start + negative;
        long bytes = Octets.at(text, first) ^ ZEROS;
        long others = Octets.above(9, bytes);
        int whole = Octets.leadingZeros(others);
        int end = Octets.leadingZeros(others & others - 1);
        boolean leadingZero = whole > 1 && (bytes & 0xFF) == 0;
        if (whole == 0 || end > MOST_SHORT || end - whole < 2 || text[first + whole] != '.' || leadingZero) {
            return NONE;
        }
        if ((text[first + end] | 0x20) == 'e') {
            return NONE;
        }
        // The fraction moves into the point's place, and all up to the end, where the last digit of eight belongs.
        long wholeBytes = (1L << whole * Byte.SIZE) - 1;
        long joined = bytes & wholeBytes | bytes >>> Byte.SIZE & ~wholeBytes;
        int digits = Octets.digits(joined << (Octets.SIZE + 1 - end) * Byte.SIZE);
        int fraction = end - whole - 1;
        double magnitude = digits / POWERS_OF_TEN[fraction];
        value = Double.longBitsToDouble(Double.doubleToRawLongBits(magnitude) | (long) negative << Long.SIZE - 1);
        precision.add(digits, fraction);
        return first + end;
    }

    private int readAny(byte[] text, int start) {
        int length = text.length;
        boolean negative = start < length && text[start] == '-';
        int first = negative ? start + 1 : start;
        int at = first;
        long digits = 0;
        int digit;
        while (at < length && (digit = text[at] - '0') >= 0 && digit <= 9) {
            digits = digits * 10 + digit;
            at++;
        }
        if (at == first || text[first] == '0' && at > first + 1) {
            return NONE;
        }
        int fraction = 0;
        if (at < length && text[at] == '.') {
            int point = at++;
            while (at < length && (digit = text[at] - '0') >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                at++;
            }
            fraction = at - point - 1;
            if (fraction == 0) {
                return NONE;
            }
        }
        boolean exponent = at < length && (text[at] | 0x20) == 'e';
        if (exponent || at - first - (fraction > 0 ? 1 : 0) > EXACT_DIGITS) {
            return readLong(text, start, exponent ? exponentEnd(text, at + 1) : at);
        }
        double magnitude = digits / POWERS_OF_TEN[fraction];
        value = negative ? -magnitude : magnitude;
        precision.add(digits, fraction);
        return magnitude <= most ? at : NONE;
    }

    private static int exponentEnd(byte[] text, int at) {
        if (at < text.length && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        int first = at;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at > first ? at : NONE;
    }

    private int readLong(byte[] text, int start, int end) {
        if (end == NONE || end - start > Limits.NUMBER_CHARS) {
            return NONE;
        }
        String printed = new String(text, start, end - start, StandardCharsets.US_ASCII);
        value = Double.parseDouble(printed);
        if (!(Math.abs(value) <= most)) {
            return NONE;
        }
        precision.add(value, printed);
        return end;
    }
}
