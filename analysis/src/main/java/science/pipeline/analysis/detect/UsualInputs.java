package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The usual value of each input of a model: the median of a sample of about the last thousand events. */
final class UsualInputs implements Learnt {

    private static final int SAMPLE = 127;

    /** One event in as many is taken. */
    private static final int EVERY = 8;

    /** By input. */
    private final double[][] sample;

    private double[] values;
    private long seen;
    private int taken;

    UsualInputs(int inputs) {
        sample = new double[inputs][SAMPLE];
        values = new double[inputs];
    }

    /** By input; never changed, a new array takes its place. The first event's own before more are known. */
    double[] values() {
        return values;
    }

    /** Takes an event of a batch, given by columns. */
    void add(double[][] columns, int row) {
        if (seen++ % EVERY != 0) {
            return;
        }
        for (int input = 0; input < sample.length; input++) {
            sample[input][taken % SAMPLE] = columns[input][row];
        }
        taken++;
        // At 1, 2, 4, … events at first, then each time that the sample is another one.
        if (taken < SAMPLE ? Integer.bitCount(taken) == 1 : taken % SAMPLE == 0) {
            refresh();
        }
    }

    private void refresh() {
        values = new double[sample.length];
        int size = Math.min(taken, SAMPLE);
        for (int input = 0; input < values.length; input++) {
            double[] sorted = Arrays.copyOf(sample[input], size);
            Arrays.sort(sorted);
            values[input] = sorted[size / 2];
        }
        taken = taken >= SAMPLE ? SAMPLE : taken;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(seen);
        out.writeInt(taken);
        Saved.write(out, values);
        for (double[] column : sample) {
            Saved.write(out, column);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        seen = in.readLong();
        taken = in.readInt();
        double[] loaded = new double[values.length];
        Saved.read(in, loaded);
        values = loaded;
        for (double[] column : sample) {
            Saved.read(in, column);
        }
    }
}
