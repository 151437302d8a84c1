package science.pipeline.codec;

import java.nio.charset.StandardCharsets;

/**
 * Avro's binary form (Avro specification 1.12, "Binary Encoding"), read where it lies. Touched by one thread.
 *
 * <p>Apache's own decoder makes room for a text before it has seen that the record is long enough, and takes twice as
 * long.
 */
final class AvroBytes {

    /** The bytes are not what their schema says. */
    static final class Fault extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** Whether they only end too early. */
        final boolean isCut;

        Fault(boolean isCut, String found) {
            super(found, null, false, false);
            this.isCut = isCut;
        }
    }

    private byte[] bytes = {};
    private int at;
    private int end;

    void over(byte[] record, int from, int to) {
        bytes = record;
        at = from;
        end = to;
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    boolean readBoolean() {
        byte value = bytes[need(1)];
        if (value != 0 && value != 1) {
            throw new Fault(false, "a boolean of " + value);
        }
        return value == 1;
    }

    int readInt() {
        long value = readLong();
        if (value != (int) value) {
            throw new Fault(false, "an int of " + value);
        }
        return (int) value;
    }

    /** Seven bits a byte, the lowest first; the sign is the lowest bit. */
    long readLong() {
        long bits = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte next = bytes[need(1)];
            if (shift == 63 && next > 1) {
                break;
            }
            bits |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return bits >>> 1 ^ -(bits & 1);
            }
        }
        throw new Fault(false, "an integer of more than 64 bits");
    }

    float readFloat() {
        int from = need(Float.BYTES);
        int bits = 0;
        for (int i = Float.BYTES - 1; i >= 0; i--) {
            bits = bits << Byte.SIZE | bytes[from + i] & 0xFF;
        }
        return Float.intBitsToFloat(bits);
    }

    double readDouble() {
        int from = need(Double.BYTES);
        long bits = 0;
        for (int i = Double.BYTES - 1; i >= 0; i--) {
            bits = bits << Byte.SIZE | bytes[from + i] & 0xFF;
        }
        return Double.longBitsToDouble(bits);
    }

    /** Passes over bytes or a text; where they began is told by {@link #at} less what this returns. */
    int skipBytes() {
        long length = readLong();
        if (length < 0) {
            throw new Fault(false, "a length of " + length);
        }
        return skip(length);
    }

    int skip(long length) {
        if (length > end - at) {
            throw new Fault(true, length + " bytes where " + (end - at) + " are left");
        }
        at += (int) length;
        return (int) length;
    }

    String readString() {
        int length = skipBytes();
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    private int need(int length) {
        int from = at;
        skip(length);
        return from;
    }
}
