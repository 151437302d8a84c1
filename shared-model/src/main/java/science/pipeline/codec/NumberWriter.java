package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import science.pipeline.event.Octets;
import tools.jackson.core.io.NumberOutput;

/**
 * The one writer of numbers: the shortest decimal that reads back as the same double, the same on every Java version
 * ({@link Double#toString} is neither on Java 17).
 */
public final class NumberWriter {

    /** The most bytes that a number takes. */
    public static final int MAX_LENGTH = 26;

    /** More bytes than a number takes may be overwritten behind it, so much room is needed in all. */
    public static final int ROOM = MAX_LENGTH + Octets.SIZE;

    private static final double HUNDREDTHS = 100;
    private static final double MAX_EIGHT_DIGITS = 999_999;
    private static final double SCALE = 1e6;
    private static final long WHOLE = 1_000_000L;
    private static final double MAX_SHORT = 1e9;
    private static final int EIGHT_DIGITS = 100_000_000;
    private static final long ZEROS = Octets.filled('0');

    private NumberWriter() {}

    /** The number as text. */
    public static String toString(double value) {
        return NumberOutput.toString(value, true);
    }

    /** A finite number as {@link #write(double, byte[], int)} writes it. */
    static String written(double value) {
        byte[] text = new byte[ROOM];
        return new String(text, 0, write(value, text, 0), StandardCharsets.US_ASCII);
    }

    /**
     * Writes a finite number. {@code into} has {@link #ROOM}.
     *
     * @return where it ends
     */
    public static int write(double value, byte[] into, int at) {
        double magnitude = Math.abs(value);
        int sign = (int) (Double.doubleToRawLongBits(value) >>> Long.SIZE - 1);
        // A decimal of at most 15 digits that divides back to the same double is its shortest one, once its trailing
        // zeros are gone: two such decimals never round to one double.
        if (magnitude < MAX_EIGHT_DIGITS) {
            int scaled = (int) (magnitude * HUNDREDTHS + 0.5);
            if (scaled / HUNDREDTHS == magnitude) {
                into[at] = '-';
                return writeHundredths(scaled, into, at + sign);
            }
        }
        if (magnitude < MAX_SHORT) {
            long scaled = (long) (magnitude * SCALE + 0.5);
            if (scaled / SCALE == magnitude) {
                into[at] = '-';
                return writeMillionths(scaled, into, at + sign);
            }
        }
        return write(toString(value), into, at);
    }

    /**
     * Writes an integer. {@code into} has {@link #ROOM}.
     *
     * @return where it ends
     */
    public static int write(long value, byte[] into, int at) {
        if (value < 0) {
            return write(Long.toString(value), into, at);
        }
        if (value < EIGHT_DIGITS) {
            return writeShort((int) value, into, at);
        }
        int last = write(value / EIGHT_DIGITS, into, at);
        Octets.put(Octets.spelt((int) (value % EIGHT_DIGITS)) | ZEROS, into, last);
        return last + Octets.SIZE;
    }

    /** All digits are spelt at once, six before the point and two behind it. */
    private static int writeHundredths(int scaled, byte[] into, int at) {
        long digits = Octets.spelt(scaled);
        int leading = Math.min(Octets.leadingZeros(digits), 5);
        int point = at + 6 - leading;
        Octets.put((digits | ZEROS) >>> leading * Byte.SIZE, into, at);
        into[point] = '.';
        into[point + 1] = (byte) ('0' + (digits >>> 6 * Byte.SIZE & 0xFF));
        into[point + 2] = (byte) ('0' + (digits >>> 7 * Byte.SIZE));
        return point + 2 + (digits >>> 7 * Byte.SIZE == 0 ? 0 : 1);
    }

    private static int writeMillionths(long scaled, byte[] into, int at) {
        int whole = write(scaled / WHOLE, into, at);
        into[whole] = '.';
        long fraction = Octets.spelt((int) (scaled % WHOLE) * 100);
        Octets.put(fraction | ZEROS, into, whole + 1);
        return whole + 1 + Math.max(1, Octets.SIZE - Octets.trailingZeros(fraction));
    }

    /** Fewer than nine digits. */
    private static int writeShort(int value, byte[] into, int at) {
        long digits = Octets.spelt(value);
        int leading = Math.min(Octets.leadingZeros(digits), Octets.SIZE - 1);
        Octets.put((digits | ZEROS) >>> leading * Byte.SIZE, into, at);
        return at + Octets.SIZE - leading;
    }

    private static int write(String text, byte[] into, int at) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, into, at, bytes.length);
        return at + bytes.length;
    }
}
