package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Role;

/**
 * Does a detector fire far more often than it does (a hot channel)? Looked at is the time, in event time, since the
 * detector's 3rd, 5th and 12th event before this one, in units of its own mean interval; the chance to be as short is
 * {@link ErlangTable}'s. Particles of one collision, which have its event id and its time, are one event. Streams whose
 * intervals are no Poisson process are learnt: the answer goes through a {@link Tail} like any other.
 */
final class Burst implements Layer {

    static final String NAME = "burst";

    private static final int[] LOOKS = Intervals.LOOKS;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double CORRECTION = StrictMath.log10(LOOKS.length);
    private static final ErlangTable[] CHANCES =
            Arrays.stream(LOOKS).mapToObj(ErlangTable::new).toArray(ErlangTable[]::new);

    private final PerName<Intervals> intervals;
    private final boolean hasEventIds;
    private final Tail tail;
    private final Suspicion suspicion;

    private final long warmUp;

    Burst(long warmUp, NameTables names) {
        NameTable detectors = names.detectors();
        this.warmUp = warmUp;
        hasEventIds = names.schema().has(Role.EVENT_ID);
        suspicion = new Suspicion(detectors);
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
            long micros = batch.timestampMicros[row];
            if (hasEventIds && of.isSameCollision(batch.eventId[row], micros)) {
                evidence.none(row);
            } else if (of.add(micros) && of.isLearnt()) {
                score(row, detector, of, evidence);
            } else {
                evidence.none(row);
                of.learn();
            }
        }
    }

    /** The best of several answers, corrected for having asked several times. */
    private void score(int row, int detector, Intervals of, Evidence evidence) {
        double rarest = CORRECTION;
        int best = 0;
        double perMean = 1 / of.meanMicros();
        for (int look = 0; look < LOOKS.length; look++) {
            double rarity = CHANCES[look].score(of.time(LOOKS[look], perMean));
            if (rarity > rarest) {
                rarest = rarity;
                best = look;
            }
        }
        double deviation = rarest - CORRECTION;
        double score = tail.score(deviation);
        if (score < Evidence.WORTH_EXPLAINING) {
            evidence.put(row, score);
        } else {
            double expected = LOOKS[best];
            double took = of.time(LOOKS[best], perMean);
            double usual = MICROS_PER_SECOND * perMean;
            double rate = usual * expected / Math.max(took, perMean);
            evidence.put(row, score, rate, usual, (expected - took) / Math.sqrt(expected));
        }
        if (suspicion.teaches(detector, score)) {
            tail.add(deviation);
            of.learn();
        } else {
            evidence.withheld[row] = true;
        }
    }

    @Override
    public boolean isCombined() {
        return true;
    }

    @Override
    public void forget(int detector) {
        intervals.forget(detector);
        suspicion.forget(detector);
    }

    @Override
    public LayerStatus status() {
        return LayerStatus.warmingUpBefore(warmUp, NAME, tail.seen());
    }

    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        return new Features()
                .with("epoch_seconds", batch.timestampMicros[row] / MICROS_PER_SECOND)
                .values();
    }

    /** Events a second, as they came here and as they usually come. */
    @Override
    public String unit(EventBatch batch) {
        return "1/s";
    }

    @Override
    public void save(DataOutput out) throws IOException {
        intervals.save(out);
        tail.save(out);
        suspicion.save(out);
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void load(DataInput in) throws IOException {
        load(in, version());
    }

    /** Before its version 2 it suspected nobody, and knew no collisions. */
    @Override
    public void load(DataInput in, int version) throws IOException {
        if (version == 1) {
            intervals.load(in, Intervals::loadForm1);
        } else {
            intervals.load(in);
        }
        tail.load(in);
        if (version > 1) {
            suspicion.load(in);
        }
    }
}
