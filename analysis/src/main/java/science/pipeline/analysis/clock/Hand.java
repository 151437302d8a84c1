package science.pipeline.analysis.clock;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Where a stream of records stands in event time, and how far the next one may be from there. */
final class Hand {

    private static final long UNSET = Long.MIN_VALUE;

    private final long behind;
    private final long ahead;
    private final Pace pace = new Pace();

    /** The pace before the last long step. */
    private final Pace former = new Pace();

    private long now = UNSET;

    /** The latest time at which the next record may be. */
    private long limit;

    /**
     * @param behind how far behind it the next record may be, microseconds
     * @param ahead how far ahead of it the next record may be whatever the pace, microseconds
     */
    Hand(long behind, long ahead) {
        this.behind = behind;
        this.ahead = ahead;
    }

    boolean isSet() {
        return now != UNSET;
    }

    long now() {
        return now;
    }

    Pace pace() {
        return pace;
    }

    void start(long micros) {
        pace.forget();
        former.forget();
        set(micros);
    }

    /** Whether a record is so far ahead that only the pace makes it the next one. */
    boolean isLongStep(long micros) {
        return micros > now + ahead;
    }

    /** Whether a record is where the next one may be. */
    boolean isNext(long micros) {
        return micros >= now - behind && micros <= limit;
    }

    /** The same for a hand that has just started: its first step may be any, for it says how long steps are. */
    boolean continues(long micros) {
        return isNext(micros) || micros > now && !pace.hasBegun();
    }

    /** Whether a record is further off than the next one may be ahead. */
    boolean isBeyondReach(long micros) {
        return Math.abs(micros - now) > limit - now;
    }

    void follow(long micros) {
        if (micros > now) {
            if (isLongStep(micros)) {
                former.copy(pace);
            }
            pace.learn(micros - now);
            set(micros);
        }
    }

    /** The last long step was none: another hand goes on from before it. */
    void takeBack(Hand other) {
        pace.copy(former);
        set(other.now);
    }

    /** Moves to another hand that many records have followed, and goes on at the other's pace. */
    void moveTo(Hand other) {
        long gap = other.now - now;
        if (gap < 0 || other.pace.hasBegun()) {
            pace.copy(other.pace);
        }
        pace.settle();
        if (gap > 0) {
            // A stream that has rested once so long may do so again, where records come in bursts.
            pace.learn(gap / 4);
        }
        set(other.now);
    }

    private void set(long micros) {
        now = micros;
        limit = now + Math.max(ahead, pace.reach());
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(now);
        pace.save(out);
        former.save(out);
    }

    void load(DataInput in) throws IOException {
        long saved = in.readLong();
        pace.load(in);
        former.load(in);
        set(saved);
    }

    /** Takes up a time at which nothing is known of the pace. */
    void loadTime(DataInput in) throws IOException {
        set(in.readLong());
    }
}
