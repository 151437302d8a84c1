package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** When one detector's last events came, and how far they usually lie apart. */
final class Intervals implements Learnt {

    /** How many intervals back an event looks: a short look finds a burst at its start, a long one a weak burst. */
    static final int[] LOOKS = {3, 5, 12};

    private static final int REMEMBERED = 16;
    private static final int FIRST = 64;
    private static final int MEMORY = 4096;

    /** A longer pause is a stop of the stream, no interval; in mean intervals. */
    private static final double LONGEST_PAUSE = 20;

    private final long[] times = new long[REMEMBERED];
    private int next;
    private int seen;
    private long latest;
    private double meanMicros;
    private double lastInterval;

    boolean isLearnt() {
        return seen > FIRST && meanMicros > 0;
    }

    double meanMicros() {
        return meanMicros;
    }

    /**
     * Time that the last few intervals took, in mean intervals. The last one counts as many times as it takes: after a
     * burst a first event at its usual distance is no part of it, however short the intervals before it were.
     *
     * @param intervals one of {@link #LOOKS}
     */
    double time(int intervals) {
        long time = times[next - 1 & REMEMBERED - 1] - times[next - 1 - intervals & REMEMBERED - 1];
        return Math.max(time / meanMicros, intervals * lastInterval);
    }

    void add(long micros) {
        times[next] = micros;
        next = next + 1 & REMEMBERED - 1;
        if (seen > 0) {
            double interval = Math.max(0, micros - latest);
            lastInterval = meanMicros > 0 ? interval / meanMicros : 1;
            learn(interval);
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
        out.writeDouble(lastInterval);
    }

    @Override
    public void load(DataInput in) throws IOException {
        Saved.read(in, times);
        next = in.readInt();
        seen = in.readInt();
        latest = in.readLong();
        meanMicros = in.readDouble();
        lastInterval = in.readDouble();
    }
}
