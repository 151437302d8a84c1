package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;

/**
 * Does a detector fire far more often than it does (a hot channel)? Looked at is the time, in event time, since the
 * detector's 4th and 16th event before this one, in units of its own mean interval; the chance to be as short is
 * {@link ErlangTable}'s. Streams whose intervals are no Poisson process are learnt: the answer goes through a
 * {@link Tail} like any other.
 */
final class Burst implements Layer {

    static final String NAME = "burst";

    private static final double LOG_2 = StrictMath.log10(2);
    private static final ErlangTable FEW = new ErlangTable(Intervals.FEW);
    private static final ErlangTable MANY = new ErlangTable(Intervals.MANY);

    private final PerName<Intervals> intervals;
    private final Tail tail;
    private final long warmUp;

    Burst(long warmUp, NameTable detectors) {
        this.warmUp = warmUp;
        intervals = new PerName<>(detectors, detector -> new Intervals());
        tail = new Tail(Tail.SILENT, warmUp);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void score(EventBatch batch, Evidence evidence) {
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            int detector = batch.detector[row];
            if (detector == NameTable.OTHER) {
                evidence.none(row);
                continue;
            }
            Intervals of = intervals.get(detector);
            of.add(batch.timestampMicros[row]);
            if (of.isLearnt()) {
                // The better of two answers, corrected for having asked twice.
                double rarity = Math.max(FEW.score(of.few()), MANY.score(of.many())) - LOG_2;
                double deviation = Math.max(0, rarity);
                double score = tail.score(deviation);
                evidence.put(row, score, of.many(), Intervals.MANY, Intervals.MANY / Math.max(1e-3, of.many()));
                tail.add(deviation);
            } else {
                evidence.none(row);
            }
        }
    }

    @Override
    public LayerStatus status() {
        return LayerStatus.warmingUpBefore(warmUp, NAME, tail.seen());
    }

    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        double seconds = intervals.get(batch.detector[row]).meanMicros() / 1e6;
        return new Features().with("mean_interval_seconds", seconds).values();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        intervals.save(out);
        tail.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        intervals.load(in);
        tail.load(in);
    }
}
