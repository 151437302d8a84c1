package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** When one detector's last events came, and how far they usually lie apart. */
final class Intervals implements Learnt {

    /** A short look back finds a burst at its start. */
    static final int FEW = 4;

    /** A long one finds a weak burst. */
    static final int MANY = 16;

    private static final int FIRST = 64;
    private static final int MEMORY = 4096;

    /** A longer pause is a stop of the stream, no interval; in mean intervals. */
    private static final double LONGEST_PAUSE = 20;

    private final long[] times = new long[MANY];
    private int next;
    private int seen;
    private long latest;
    private double meanMicros;
    private double few;
    private double many;

    boolean isLearnt() {
        return seen > FIRST && meanMicros > 0;
    }

    double meanMicros() {
        return meanMicros;
    }

    /** Time that the last {@value #FEW} intervals took, in mean intervals. */
    double few() {
        return few;
    }

    /** Time that the last {@value #MANY} intervals took, in mean intervals. */
    double many() {
        return many;
    }

    void add(long micros) {
        if (meanMicros > 0) {
            few = Math.max(0, micros - times[next - FEW & MANY - 1]) / meanMicros;
            many = Math.max(0, micros - times[next]) / meanMicros;
        }
        times[next] = micros;
        next = next + 1 & MANY - 1;
        if (seen > 0) {
            learn(Math.max(0, micros - latest));
        } else {
            seen = 1;
        }
        // Late events must not make the next interval look long.
        latest = Math.max(latest, micros);
    }

    private void learn(double interval) {
        double clipped = seen > FIRST ? Math.min(interval, LONGEST_PAUSE * meanMicros) : interval;
        meanMicros += (clipped - meanMicros) / Math.min(seen, MEMORY);
        seen = Math.min(seen + 1, MEMORY);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        Saved.write(out, times);
        out.writeInt(next);
        out.writeInt(seen);
        out.writeLong(latest);
        out.writeDouble(meanMicros);
    }

    @Override
    public void load(DataInput in) throws IOException {
        Saved.read(in, times);
        next = in.readInt();
        seen = in.readInt();
        latest = in.readLong();
        meanMicros = in.readDouble();
    }
}
