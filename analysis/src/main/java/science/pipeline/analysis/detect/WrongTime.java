package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import science.pipeline.analysis.clock.EventClock;
import science.pipeline.event.EventBatch;

/**
 * Is the event's time far from that of its neighbours in the partition (a clock that is wrong, or was set)? Asked of
 * {@link EventClock}: of events that are further off than the stream's own steps only those that do not go on from one
 * another, so that of a rest, or of a whole stretch with a wrong clock, the first one is found. Where such events are
 * usual, as where two clocks take turns, they are no news and the check is muted.
 */
final class WrongTime implements Layer {

    static final String NAME = "wrong_time";

    /** Beyond doubt: eight times the longest step of tens of thousands, and all neighbours say another time. */
    private static final double SCORE = 13;

    private static final double USUAL = 1.0 / 16;
    private static final int FEWEST = 64;
    private static final double WEIGHT = 1.0 / 1024;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final long TOLERANCE = TimeUnit.MINUTES.toMicros(1);

    private final EventClock clock = new EventClock(TOLERANCE, TOLERANCE);
    private final long warmUp;

    /** Share of such events, over about a thousand events. */
    private double share;

    private long seen;

    WrongTime(long warmUp) {
        this.warmUp = warmUp;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void score(EventBatch batch, Evidence evidence) {
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            long micros = batch.timestampMicros[row];
            clock.judge(micros);
            boolean isAlone = clock.isAlone();
            if (isAlone && seen >= warmUp && !isMuted()) {
                double seconds = (micros - clock.now().orElse(micros)) / MICROS_PER_SECOND;
                evidence.put(row, SCORE, seconds, 0, seconds * MICROS_PER_SECOND / TOLERANCE);
            } else {
                evidence.none(row);
            }
            seen++;
            share += ((isAlone ? 1 : 0) - share) * WEIGHT;
        }
    }

    private boolean isMuted() {
        return seen >= FEWEST && share > USUAL;
    }

    @Override
    public LayerStatus status() {
        return isMuted()
                ? new LayerStatus(NAME, LayerStatus.State.MUTED, "more than one in 16 events is of another time", seen)
                : LayerStatus.warmingUpBefore(warmUp, NAME, seen);
    }

    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        return new Features()
                .with("epoch_seconds", batch.timestampMicros[row] / MICROS_PER_SECOND)
                .values();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(seen);
        out.writeDouble(share);
        clock.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        seen = in.readLong();
        share = in.readDouble();
        clock.load(in);
    }
}
