package science.pipeline.analysis.clock;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How far a stream's records lie apart: the longest of its steps forward, of which the old ones fade. */
final class Pace {

    /** So many steps make a pace; the longest of them may be the way from a wrong first timestamp and is left out. */
    private static final int FIRST = 16;

    /** Each step takes 1 / 2<sup>16</sup> from the longest: what comes once in ten thousand steps is remembered. */
    private static final int FADING = 16;

    /**
     * Where records come at random, the longest of tens of thousands of steps is about ten times the mean, and the
     * second of the first {@value #FIRST} seldom less than the mean itself: steps beyond eight times that come once in
     * thousands at the beginning, later practically never.
     */
    private static final int REACH = 8;

    private int steps;
    private long longest;
    private long second;

    boolean isKnown() {
        return steps == FIRST;
    }

    boolean hasBegun() {
        return steps > 0;
    }

    /** How far the next record may be ahead, by what the stream has shown; microseconds. */
    long reach() {
        return longest * REACH;
    }

    /** @param step from one record to a later one, above 0, microseconds */
    void learn(long step) {
        if (isKnown()) {
            longest = Math.max(step, longest - (longest >> FADING));
        } else {
            begin(step);
        }
    }

    private void begin(long step) {
        second = Math.max(second, Math.min(step, longest));
        longest = Math.max(step, longest);
        if (++steps == FIRST) {
            longest = second;
        }
    }

    /** What is known is enough, as many records have come to pass at this pace. */
    void settle() {
        steps = FIRST;
    }

    void forget() {
        steps = 0;
        longest = 0;
        second = 0;
    }

    void copy(Pace other) {
        steps = other.steps;
        longest = other.longest;
        second = other.second;
    }

    void save(DataOutput out) throws IOException {
        out.writeByte(steps);
        out.writeLong(longest);
        out.writeLong(second);
    }

    void load(DataInput in) throws IOException {
        steps = in.readByte();
        longest = in.readLong();
        second = in.readLong();
    }
}
