package science.pipeline.analysis.clock;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import science.pipeline.event.EventBatch;

/**
 * A partition's clock of event time, moved only by the partition's own records in offset order. It follows a record
 * that is no further ahead than the stream's own {@link Pace} allows, so an ordered stream of any pace is in time; one
 * that is further ahead is future and does not move it, so that a single wrong timestamp does not make all that follows
 * late.
 *
 * <p>What does not agree with the clock is held together as a contender. Records that go on from it speak for it, those
 * that agree with the clock, or with neither, against it. With {@value #MAJORITY} more for than against, the clock was
 * wrong, or stood still: it moves there, forward or back. So records of one detector whose clock is wrong among others
 * that are right change nothing, and after any fault at most {@value #MAJORITY} right records in a row are not in time.
 * A long step that few records have confirmed is taken back by as few.
 */
public final class EventClock {

    /** How many records more for a contender than against it make the clock move there. */
    public static final int MAJORITY = 50;

    /** No stream is too fast to rest for a minute. */
    private static final long ALWAYS_IN_REACH = TimeUnit.MINUTES.toMicros(1);

    /** After so many records a stream that has hardly moved, as one whose timestamps are coarse, is no beginner. */
    private static final int BEGINNING = 256;

    private final long lateness;
    private final Hand present;
    private final Hand contender;

    /** How many more records speak for the contender than against it; 0 without one. */
    private int votes;

    /** How many records have agreed with the clock since its last long step, up to {@value #MAJORITY}. */
    private int confirmed;

    /** Event time before which no record counts; goes back with the clock only, not where lateness is raised. */
    private long horizon = Long.MIN_VALUE;

    private final Recent recent = new Recent();
    private boolean isAlone;
    private long seen;
    private long late;
    private long future;

    /**
     * @param latenessMicros how far behind the clock a record may be
     * @param windowMicros length of a window: a stream may always rest as long
     */
    public EventClock(long latenessMicros, long windowMicros) {
        lateness = latenessMicros;
        long ahead = Math.max(ALWAYS_IN_REACH, Math.max(latenessMicros, windowMicros));
        present = new Hand(latenessMicros, ahead);
        contender = new Hand(latenessMicros, ahead);
    }

    /** Judges the rows of a batch in order, and moves on. */
    public void judge(EventBatch batch, Timing timing) {
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            long before = horizon;
            byte verdict = judge(batch.timestampMicros[row]);
            timing.verdict[row] = verdict;
            if (verdict == Timing.WENT_BACK) {
                timing.formerHorizon[row] = before;
            }
        }
    }

    /** Judges a record by its timestamp and moves on. The first record starts the clock. */
    public byte judge(long micros) {
        isAlone = false;
        if (!present.isSet()) {
            present.start(micros);
        }
        seen++;
        if (!present.isNext(micros) && !isSimplyNext(micros)) {
            return disagree(micros);
        }
        if (votes > 0) {
            votes--;
        }
        if (present.isLongStep(micros)) {
            confirmed = 0;
        } else if (confirmed < MAJORITY) {
            confirmed++;
        }
        present.follow(micros);
        raiseHorizon(present.now() - lateness);
        return micros < horizon ? isLate() : inTime(Timing.IN_TIME);
    }

    /** Where no pace is known yet, the next one in order is simply next. */
    private boolean isSimplyNext(long micros) {
        return micros > present.now() && seen < BEGINNING && !present.pace().isKnown();
    }

    private byte disagree(long micros) {
        if (votes > 0 && contender.continues(micros)) {
            contender.follow(micros);
            votes++;
        } else {
            isAlone = present.isBeyondReach(micros);
            if (--votes <= 0) {
                contender.start(micros);
                votes = 1;
            }
        }
        if (votes >= majority()) {
            return move();
        }
        return micros < present.now() ? isLate() : isFuture();
    }

    private int majority() {
        return contender.now() < present.now() ? Math.min(MAJORITY, confirmed + 2) : MAJORITY;
    }

    private byte move() {
        boolean goesBack = contender.now() < present.now();
        if (votes < MAJORITY) {
            present.takeBack(contender);
        } else {
            present.moveTo(contender);
        }
        votes = 0;
        confirmed = MAJORITY;
        long newHorizon = present.now() - lateness;
        horizon = goesBack ? newHorizon : Math.max(horizon, newHorizon);
        return inTime(goesBack ? Timing.WENT_BACK : Timing.IN_TIME);
    }

    private byte inTime(byte verdict) {
        recent.inTime();
        return verdict;
    }

    private byte isLate() {
        late++;
        recent.late();
        return Timing.LATE;
    }

    private byte isFuture() {
        future++;
        recent.future();
        return Timing.FUTURE;
    }

    /** Event time before which no record counts any more: windows that end by then are complete. */
    public long horizon() {
        return horizon;
    }

    /** Lets no record count any more that is before {@code micros}. */
    public void raiseHorizon(long micros) {
        horizon = Math.max(horizon, micros);
    }

    /** Microseconds since 1970; empty before the first record. */
    public OptionalLong now() {
        return present.isSet() ? OptionalLong.of(present.now()) : OptionalLong.empty();
    }

    /**
     * Whether the record judged last is further off than a step of this stream goes, either way, and does not go on
     * from those before it that were: its time is wrong, or it is the first after a rest or a change of the clock.
     */
    public boolean isAlone() {
        return isAlone;
    }

    /** How many records came too late for their window. */
    public long late() {
        return late;
    }

    /** How many records were further ahead of the clock than the stream's pace allows. */
    public long future() {
        return future;
    }

    /** How the last records agreed with it. */
    public Punctuality punctuality() {
        return recent.punctuality();
    }

    public void save(DataOutput out) throws IOException {
        present.save(out);
        out.writeLong(horizon);
        out.writeByte(votes);
        out.writeByte(confirmed);
        contender.save(out);
        recent.save(out);
        out.writeLong(seen);
        out.writeLong(late);
        out.writeLong(future);
    }

    public void load(DataInput in) throws IOException {
        present.load(in);
        horizon = in.readLong();
        votes = in.readByte();
        confirmed = in.readByte();
        contender.load(in);
        recent.load(in);
        seen = in.readLong();
        late = in.readLong();
        future = in.readLong();
    }

    /** Takes up a clock that knew no pace and counted future records in a row (the analysis' form 3). */
    public void loadForm3(DataInput in) throws IOException {
        present.loadTime(in);
        horizon = in.readLong();
        in.readInt();
        in.readLong();
        late = in.readLong();
        future = in.readLong();
    }
}
