package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How arrays are written into the state and read back: in one piece each, and without a call for each number, as a
 * restart reads a hundred thousand numbers before the JVM has compiled anything.
 */
final class Saved {

    private static final int SPARSE_BYTES = Short.BYTES + Integer.BYTES;

    private Saved() {}

    static void write(DataOutput out, double[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        out.write(bytes.array());
    }

    static void read(DataInput in, double[] values) throws IOException {
        read(in, values.length * Double.BYTES).asDoubleBuffer().get(values);
    }

    static void write(DataOutput out, long[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
        bytes.asLongBuffer().put(values);
        out.write(bytes.array());
    }

    static void read(DataInput in, long[] values) throws IOException {
        read(in, values.length * Long.BYTES).asLongBuffer().get(values);
    }

    private static ByteBuffer read(DataInput in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes);
    }

    /** Histograms are mostly empty: only the counts that are not zero are written, each after its position. */
    static void writeSparse(DataOutput out, int[] counts) throws IOException {
        int filled = 0;
        for (int count : counts) {
            filled += count == 0 ? 0 : 1;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES + filled * SPARSE_BYTES);
        bytes.putShort((short) filled);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                bytes.putShort((short) i);
                bytes.putInt(counts[i]);
            }
        }
        out.write(bytes.array());
    }

    static void readSparse(DataInput in, int[] counts) throws IOException {
        Arrays.fill(counts, 0);
        byte[] bytes = new byte[in.readShort() * SPARSE_BYTES];
        in.readFully(bytes);
        for (int at = 0; at < bytes.length; at += SPARSE_BYTES) {
            int position = (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
            counts[position] = (bytes[at + 2] & 0xff) << 24
                    | (bytes[at + 3] & 0xff) << 16
                    | (bytes[at + 4] & 0xff) << 8
                    | bytes[at + 5] & 0xff;
        }
    }
}
