package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import science.pipeline.analysis.clock.EventClock;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Role;

/**
 * Is the event's time far from that of its neighbours in the partition (a clock that is wrong, or was set)? Asked of
 * {@link EventClock}: of events that are further off than the stream's own steps only those that do not go on from one
 * another, so that of a rest, or of a whole stretch with a wrong clock, the first one is found. Where such events are
 * usual, as where two clocks take turns, they are no news and the check is muted.
 */
final class WrongTime implements Layer {

    static final String NAME = "wrong_time";

    static final Set<Role> NEEDS = Set.of(Role.TIME);

    /** Beyond doubt: eight times the longest step of tens of thousands, and all neighbours say another time. */
    private static final double SCORE = 13;

    private static final double MICROS_PER_SECOND = 1e6;
    private static final long TOLERANCE = TimeUnit.MINUTES.toMicros(1);

    private final EventClock clock = new EventClock(TOLERANCE, TOLERANCE);
    private final long warmUp;

    private final Share alone = new Share();

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
            if (isAlone && alone.seen() >= warmUp && !alone.isUsual()) {
                double seconds = (micros - clock.now().orElse(micros)) / MICROS_PER_SECOND;
                evidence.put(row, SCORE, seconds, 0, seconds * MICROS_PER_SECOND / TOLERANCE);
            } else {
                evidence.none(row);
            }
            alone.add(isAlone);
        }
    }

    @Override
    public boolean isOftenAsked() {
        return false;
    }

    @Override
    public LayerStatus status() {
        return alone.isUsual()
                ? alone.status(NAME, "is of another time")
                : LayerStatus.warmingUpBefore(warmUp, NAME, alone.seen());
    }

    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        return new Features()
                .with("epoch_seconds", batch.timestampMicros[row] / MICROS_PER_SECOND)
                .values();
    }

    @Override
    public String unit(EventBatch batch) {
        return "s";
    }

    @Override
    public void save(DataOutput out) throws IOException {
        alone.save(out);
        clock.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        alone.load(in);
        clock.load(in);
    }
}
