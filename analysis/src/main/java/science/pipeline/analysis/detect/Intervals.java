package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** When one detector's last events came, and how far they usually lie apart. */
final class Intervals implements Learnt {

    /** How many intervals back an event looks: a short look finds a burst at its start, a long one a weak burst. */
    static final int[] LOOKS = {3, 5, 12};

    private static final int REMEMBERED = 16;
    private static final int FIRST = 64;
    private static final int MEMORY = 4096;

    /** A longer pause is a stop of the stream, no interval; in mean intervals. */
    private static final double LONGEST_PAUSE = 20;

    /** The same as long as the mean is hardly known. */
    private static final double LONGEST_AT_FIRST = 1000;

    /** Before as many events nothing is known of the mean; only what is far behind is then out of step. */
    private static final int FEWEST = 8;

    private static final double MINUTE = 60e6;
    private static final long NONE = Long.MIN_VALUE;

    private final long[] times = new long[REMEMBERED];
    private int next;
    private int seen;
    private long latest;
    private double meanMicros;
    private double lastInterval;
    private long lastEvent;

    /** Of the event added last, until it is learnt; microseconds, none below 0. */
    private double unlearnt = -1;

    /** A time that is out of step: what comes next says whether it was wrong or the stream goes on from there. */
    private long suspect = NONE;

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
     * @param perMean mean intervals in a microsecond
     */
    double time(int intervals, double perMean) {
        long time = times[next - 1 & REMEMBERED - 1] - times[next - 1 - intervals & REMEMBERED - 1];
        return Math.max(time * perMean, intervals * lastInterval);
    }

    /** Whether an event is another particle of the collision that was asked of last: of its id, at its time. */
    boolean isSameCollision(long eventId, long micros) {
        boolean isSame = seen > 0 && eventId == lastEvent && micros == times[next - 1 & REMEMBERED - 1];
        lastEvent = eventId;
        return isSame;
    }

    /**
     * Takes the next event; one that is out of step only if the next goes on from it, so that a wrong time spoils
     * nothing.
     *
     * @return whether it is in step and comes after those before it: one that is late says nothing about how often they
     *     come
     */
    boolean add(long micros) {
        if (seen == 0 || isNear(latest, micros)) {
            boolean isInOrder = seen == 0 || micros >= latest;
            suspect = NONE;
            append(micros);
            return isInOrder;
        }
        if (suspect == NONE || !isNear(suspect, micros)) {
            suspect = micros;
            return false;
        }
        boolean isInOrder = micros >= suspect;
        goOnFrom(suspect);
        suspect = NONE;
        append(micros);
        return isInOrder;
    }

    private boolean isNear(long time, long micros) {
        double off = (double) micros - time;
        if (seen < FEWEST) {
            return off >= -MINUTE;
        }
        return Math.abs(off) <= (isLearnt() ? LONGEST_PAUSE : LONGEST_AT_FIRST) * meanMicros;
    }

    /** After a rest, or where the clock of the detector was set: what was before is a long time ago. */
    private void goOnFrom(long micros) {
        if (!isLearnt()) {
            seen = 0;
            meanMicros = 0;
        }
        Arrays.fill(times, micros - (long) (LONGEST_PAUSE * REMEMBERED * meanMicros));
        latest = micros - (long) (LONGEST_PAUSE * meanMicros);
        append(micros);
    }

    private void append(long micros) {
        times[next] = micros;
        next = next + 1 & REMEMBERED - 1;
        if (seen > 0) {
            double interval = Math.max(0, micros - latest);
            lastInterval = meanMicros > 0 ? interval / meanMicros : 1;
            unlearnt = interval;
        } else {
            seen = 1;
        }
        // Late events must not make the next interval look long.
        latest = Math.max(latest, micros);
    }

    /** Learns how far the event added last lies from the one before it. */
    void learn() {
        if (unlearnt < 0) {
            return;
        }
        double clipped = seen > FIRST ? Math.min(unlearnt, LONGEST_PAUSE * meanMicros) : unlearnt;
        unlearnt = -1;
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
        out.writeLong(suspect);
        out.writeLong(lastEvent);
    }

    @Override
    public void load(DataInput in) throws IOException {
        loadForm1(in);
        lastEvent = in.readLong();
    }

    /** Before it knew collisions. */
    void loadForm1(DataInput in) throws IOException {
        Saved.read(in, times);
        next = in.readInt();
        seen = in.readInt();
        latest = in.readLong();
        meanMicros = in.readDouble();
        lastInterval = in.readDouble();
        suspect = in.readLong();
    }
}
