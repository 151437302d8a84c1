package science.pipeline.analysis.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * A partition's clock of event time, moved only by the partition's own records in offset order. A record may move it
 * forward by {@code max-ahead} at most, so that a single wrong timestamp does not make all that follows late. Only
 * after {@value #PATIENCE} future records in a row the clock follows them: then it was the clock that stood in the
 * past, as after a pause of the sender.
 */
final class EventClock {

    /** What the clock says about a record. */
    enum Verdict {
        IN_TIME,
        LATE,
        FUTURE
    }

    /** How many consecutive future records it takes to make the clock jump. */
    static final int PATIENCE = 100;

    private static final long UNSET = Long.MIN_VALUE;

    private final long lateness;
    private final long maxAhead;
    private long now = UNSET;

    /** Event time before which no record counts any more; never moves back, even if lateness is raised. */
    private long horizon = Long.MIN_VALUE;

    private int futureInRow;

    /** Where the clock would stand if it had started with the present row of future records, by the same rules. */
    private long contender;

    private long late;
    private long future;

    EventClock(StatisticsConfiguration configuration) {
        lateness = configuration.latenessMicros();
        maxAhead = configuration.maxAheadMicros();
    }

    /** Judges a record by its timestamp and moves on. The first record starts the clock. */
    Verdict judge(long micros) {
        if (now == UNSET) {
            set(micros);
        }
        if (micros > now + maxAhead) {
            future++;
            follow(micros);
            return Verdict.FUTURE;
        }
        futureInRow = 0;
        if (micros > now) {
            set(micros);
        }
        if (micros < horizon) {
            late++;
            return Verdict.LATE;
        }
        return Verdict.IN_TIME;
    }

    /** Event time before which no record counts any more: windows that end by then are complete. */
    long horizon() {
        return horizon;
    }

    /** Lets no record count any more that is before {@code micros}. */
    void raiseHorizon(long micros) {
        horizon = Math.max(horizon, micros);
    }

    OptionalLong now() {
        return now == UNSET ? OptionalLong.empty() : OptionalLong.of(now);
    }

    long late() {
        return late;
    }

    long future() {
        return future;
    }

    /** A row of future records has a clock of its own, so that a wrong timestamp among them does not take the lead. */
    private void follow(long micros) {
        boolean startsAfresh = futureInRow == 0 || micros < contender - lateness;
        boolean leads = micros > contender && micros <= contender + maxAhead;
        if (startsAfresh || leads) {
            contender = micros;
        }
        futureInRow++;
        if (futureInRow == PATIENCE) {
            set(contender);
            futureInRow = 0;
        }
    }

    private void set(long micros) {
        now = micros;
        horizon = Math.max(horizon, micros - lateness);
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(now);
        out.writeLong(horizon);
        out.writeInt(futureInRow);
        out.writeLong(futureInRow == 0 ? 0 : contender);
        out.writeLong(late);
        out.writeLong(future);
    }

    void load(DataInput in) throws IOException {
        now = in.readLong();
        horizon = in.readLong();
        futureInRow = in.readInt();
        contender = in.readLong();
        late = in.readLong();
        future = in.readLong();
    }
}
