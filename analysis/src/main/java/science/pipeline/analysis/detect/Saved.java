package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** How arrays are written into the state and read back. */
final class Saved {

    private Saved() {}

    static void write(DataOutput out, double[] values) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    static void read(DataInput in, double[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
    }

    static void write(DataOutput out, long[] values) throws IOException {
        for (long value : values) {
            out.writeLong(value);
        }
    }

    static void read(DataInput in, long[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readLong();
        }
    }

    /** Histograms are mostly empty: only the counts that are not zero are written, each after its position. */
    static void writeSparse(DataOutput out, int[] counts) throws IOException {
        int filled = 0;
        for (int count : counts) {
            filled += count == 0 ? 0 : 1;
        }
        out.writeShort(filled);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                out.writeShort(i);
                out.writeInt(counts[i]);
            }
        }
    }

    static void readSparse(DataInput in, int[] counts) throws IOException {
        Arrays.fill(counts, 0);
        int filled = in.readShort();
        for (int i = 0; i < filled; i++) {
            counts[in.readShort()] = in.readInt();
        }
    }
}
