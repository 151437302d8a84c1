package science.pipeline.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bytes taken eight at a time, the first one lowest. Fields are a few bytes long: calls that compare or copy arrays in
 * general, and loops that end where nobody can foretell, cost more than the work that they do here. (The tricks are
 * those of H. S. Warren, Hacker's Delight, chapters 2 and 6, and of D. Lemire, Number parsing at a gigabyte per second,
 * 2021.)
 */
public final class Octets {

    public static final int SIZE = Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x80 * EACH;
    private static final long OTHER_BITS = 0x7F * EACH;

    private Octets() {}

    /** The eight bytes from {@code at}, which must all be there. */
    public static long at(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** The first ones of eight bytes, one or more; zeros in place of the others. */
    public static long first(int count, long bytes) {
        return bytes & -1L >>> Long.SIZE - count * Byte.SIZE;
    }

    /** Eight times the same byte. */
    public static long filled(int value) {
        return EACH * value;
    }

    /** 1 if two bytes are the same, else 0: without a branch, and whatever their signs. */
    public static int isByte(int expected, byte found) {
        return (found & 0xFF ^ expected) - 1 >>> Integer.SIZE - 1;
    }

    /** The highest bit of each byte that is more than {@code most}, which is at most 127. */
    public static long above(int most, long bytes) {
        return ((bytes & OTHER_BITS) + EACH * (0x7F - most) | bytes) & HIGHEST_BITS;
    }

    /** The highest bit of each byte that is zero. */
    public static long zeros(long bytes) {
        return ~above(0, bytes) & HIGHEST_BITS;
    }

    /** The number that eight bytes from 0 to 9 spell, the first one being the highest digit. */
    public static int digits(long bytes) {
        long pairs = bytes * 10 + (bytes >>> 8);
        long evens = (pairs & 0x000000FF000000FFL) * (100 + (1_000_000L << 32));
        long odds = (pairs >>> 16 & 0x000000FF000000FFL) * (1 + (10_000L << 32));
        return (int) (evens + odds >>> 32);
    }

    /** Eight bytes from 0 to 9 that spell a number below 10⁸, the highest digit first: {@link #digits} undone. */
    public static long spelt(int number) {
        // Two times four digits, four times two, eight times one; the factors divide by 100 and by 10.
        long fours = number / 10_000 | (long) (number % 10_000) << 32;
        long hundreds = (fours * 10_486 >>> 20) & 0x0000007F0000007FL;
        long twos = hundreds | fours - 100 * hundreds << 16;
        long tens = (twos * 103 >>> 10) & 0x000F000F000F000FL;
        return tens | twos - 10 * tens << Byte.SIZE;
    }

    /** How many of eight bytes, or of marks, are zero before the first one that is not; 8 if all are. */
    public static int leadingZeros(long bytes) {
        return Long.numberOfTrailingZeros(bytes) / Byte.SIZE;
    }

    /** How many of eight bytes are zero behind the last one that is not; 8 if all are. */
    public static int trailingZeros(long bytes) {
        return Long.numberOfLeadingZeros(bytes) / Byte.SIZE;
    }

    /** Writes eight bytes from {@code at}, which must all be there. */
    public static void put(long octet, byte[] into, int at) {
        LONGS.set(into, at, octet);
    }

    /** Copies some bytes; up to 15 more behind them may be overwritten, for which {@code to} has room. */
    public static void copy(byte[] from, int at, int length, byte[] to, int into) {
        if (length <= 2 * SIZE && from.length - at >= 2 * SIZE) {
            LONGS.set(to, into, (long) LONGS.get(from, at));
            LONGS.set(to, into + SIZE, (long) LONGS.get(from, at + SIZE));
        } else {
            System.arraycopy(from, at, to, into, length);
        }
    }
}
