package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.io.NumberOutput;

/**
 * The one writer of numbers: the shortest decimal that reads back as the same double, the same on every Java version
 * ({@link Double#toString} is neither on Java 17).
 */
public final class NumberWriter {

    /** The most bytes that a number takes. */
    public static final int MAX_LENGTH = 26;

    private static final int DECIMALS = 6;
    private static final double SCALE = 1e6;
    private static final long WHOLE = 1_000_000L;
    private static final double MAX_SHORT = 1e9;

    private NumberWriter() {}

    /** The number as text. */
    public static String toString(double value) {
        return NumberOutput.toString(value, true);
    }

    /**
     * Writes a finite number.
     *
     * @return where it ends
     */
    public static int write(double value, byte[] into, int at) {
        double magnitude = Math.abs(value);
        if (magnitude < MAX_SHORT) {
            // A decimal of at most 15 digits that divides back to the same double is its shortest one, once its
            // trailing zeros are gone: two such decimals never round to one double.
            long scaled = Math.round(magnitude * SCALE);
            if (scaled / SCALE == magnitude && (scaled != 0 || 1 / value > 0)) {
                return writeScaled(value < 0, scaled, into, at);
            }
        }
        byte[] text = toString(value).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, into, at, text.length);
        return at + text.length;
    }

    /**
     * Writes an integer.
     *
     * @return where it ends
     */
    public static int write(long value, byte[] into, int at) {
        if (value == Long.MIN_VALUE) {
            byte[] text = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, into, at, text.length);
            return at + text.length;
        }
        if (value < 0) {
            into[at++] = '-';
            value = -value;
        }
        int end = at + digits(value);
        for (int i = end - 1; i >= at; i--) {
            into[i] = (byte) ('0' + value % 10);
            value /= 10;
        }
        return end;
    }

    private static int writeScaled(boolean negative, long scaled, byte[] into, int at) {
        if (negative) {
            into[at++] = '-';
        }
        at = write(scaled / WHOLE, into, at);
        into[at] = '.';
        int fraction = (int) (scaled % WHOLE);
        int end = at + 1 + DECIMALS;
        for (int i = end - 1; i > at; i--) {
            into[i] = (byte) ('0' + fraction % 10);
            fraction /= 10;
        }
        while (into[end - 1] == '0' && end > at + 2) {
            end--;
        }
        return end;
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
