package science.pipeline.analysis.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Counts of 0 and more in 7 bits a byte, lowest first, as in Protocol Buffers: small counts take one byte. */
final class VarLong {

    /** Of one number. */
    static final int MOST_BYTES = 9;

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;
    private static final int VALUE_BITS = 63;

    private VarLong() {}

    static void write(long value, DataOutput out) throws IOException {
        long rest = value;
        while (rest >= MORE) {
            out.writeByte((int) (rest | MORE));
            rest >>>= BITS;
        }
        out.writeByte((int) rest);
    }

    /** Writes to {@code into} from {@code at}, which has room for {@value #MOST_BYTES}; where it ends. */
    static int write(long value, byte[] into, int at) {
        long rest = value;
        while (rest >= MORE) {
            into[at++] = (byte) (rest | MORE);
            rest >>>= BITS;
        }
        into[at++] = (byte) rest;
        return at;
    }

    static long read(DataInput in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < VALUE_BITS; shift += BITS) {
            int next = in.readUnsignedByte();
            value |= (long) (next & MORE - 1) << shift;
            if (next < MORE) {
                return value;
            }
        }
        throw new IOException("Damaged count: found more than 9 bytes, expected at most 9");
    }

    static int readInt(DataInput in) throws IOException {
        long value = read(in);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IOException("Damaged count: found " + value + ", expected at most " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    /** Counts that stand in an array, one after the other: a restart reads very many before anything is compiled. */
    static final class Reader {

        /** What is no count. */
        static final long DAMAGED = -1;

        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean hasNext() {
            return at < bytes.length;
        }

        /** The next count, or {@link #DAMAGED} if it has no end. */
        long next() {
            long value = 0;
            for (int shift = 0; shift < VALUE_BITS && at < bytes.length; shift += BITS) {
                int next = bytes[at++];
                value |= (long) (next & MORE - 1) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            return DAMAGED;
        }
    }
}
