package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;

/**
 * Does a detector fire far more often than it does (a hot channel)? Looked at is the time, in event time, since the
 * detector's 3rd, 5th and 12th event before this one, in units of its own mean interval; the chance to be as short is
 * {@link ErlangTable}'s. Streams whose intervals are no Poisson process are learnt: the answer goes through a
 * {@link Tail} like any other.
 */
final class Burst implements Layer {

    static final String NAME = "burst";

    private static final int[] LOOKS = Intervals.LOOKS;
    private static final double CORRECTION = StrictMath.log10(LOOKS.length);
    private static final ErlangTable[] CHANCES =
            Arrays.stream(LOOKS).mapToObj(ErlangTable::new).toArray(ErlangTable[]::new);

    private final PerName<Intervals> intervals;
    private final Tail tail;

    /** Of the row's detector, as it was learnt up to the row: explanations come once the whole batch is learnt. */
    private final double[] meanMicros = new double[EventBatch.CAPACITY];

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
            boolean isNext = of.add(batch.timestampMicros[row]);
            meanMicros[row] = of.meanMicros();
            if (isNext && of.isLearnt()) {
                score(row, of, evidence);
            } else {
                evidence.none(row);
            }
        }
    }

    /** The best of several answers, corrected for having asked several times. */
    private void score(int row, Intervals of, Evidence evidence) {
        double rarest = CORRECTION;
        int best = 0;
        for (int look = 0; look < LOOKS.length; look++) {
            double rarity = CHANCES[look].score(of.time(LOOKS[look]));
            if (rarity > rarest) {
                rarest = rarity;
                best = look;
            }
        }
        double deviation = rarest - CORRECTION;
        double expected = LOOKS[best];
        double observed = of.time(LOOKS[best]);
        evidence.put(row, tail.score(deviation), observed, expected, (expected - observed) / Math.sqrt(expected));
        tail.add(deviation);
    }

    @Override
    public LayerStatus status() {
        return LayerStatus.warmingUpBefore(warmUp, NAME, tail.seen());
    }

    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        return new Features()
                .with("mean_interval_seconds", meanMicros[row] / 1e6)
                .values();
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
