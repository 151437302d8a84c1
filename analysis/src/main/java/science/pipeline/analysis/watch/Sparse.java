package science.pipeline.analysis.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Numbers of which most are 0, saved as those that are not. */
final class Sparse {

    private static final int MOST = 1 << 16;

    private Sparse() {}

    static void save(double[] numbers, DataOutput out) throws IOException {
        out.writeInt(numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != 0) {
                out.writeInt(i);
                out.writeDouble(numbers[i]);
            }
        }
        out.writeInt(numbers.length);
    }

    static double[] load(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST) {
            throw new IOException("Damaged numbers: found " + length + ", expected at most " + MOST);
        }
        double[] numbers = new double[length];
        for (int next = in.readInt(); next != length; next = in.readInt()) {
            if (next < 0 || next > length) {
                throw new IOException("Damaged numbers: found number " + next + ", expected below " + length);
            }
            numbers[next] = in.readDouble();
        }
        return numbers;
    }
}
