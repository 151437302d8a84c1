package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Role;

/**
 * Is a record printed with fewer digits than its neighbours, or on a coarser grid? A number of N units of its last
 * usual digit is a multiple of g by accident about once in g; its roundness is log₁₀ of the largest such g that is a
 * power of ten, times a power of two. The deviation is the sum over energy and momentum; how round records usually are,
 * {@link Tail} knows.
 */
final class Digits implements Layer {

    static final String NAME = "digits";

    static final Set<Role> NEEDS = Set.of(Role.ENERGY);

    private static final double LOG_OF_TWO = StrictMath.log10(2);

    /** Units beyond this have no exact place among doubles. */
    private static final double MOST_UNITS = 1L << 50;

    /** A number this close to whole units is one. */
    private static final double WHOLE = 1e-3;

    private final PrintedDigits usual = new PrintedDigits();
    private final boolean hasMomenta;
    private final Tail tail;
    private final Suspicion suspicion;
    private final long warmUp;

    Digits(long warmUp, NameTables names) {
        this.warmUp = warmUp;
        hasMomenta = names.schema().has(Role.MOMENTUM_X)
                && names.schema().has(Role.MOMENTUM_Y)
                && names.schema().has(Role.MOMENTUM_Z);
        tail = new Tail(Tail.SILENT, warmUp);
        suspicion = new Suspicion(names.detectors());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void score(EventBatch batch, Evidence evidence) {
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            evidence.none(row);
            usual.add(batch.fractionDigits[row], batch.significantDigits[row]);
            if (batch.detector[row] == NameTable.OTHER || !usual.isLearnt()) {
                continue;
            }
            double roundness = roundness(batch, row);
            double score = tail.score(roundness);
            if (score < Evidence.WORTH_EXPLAINING) {
                evidence.put(row, score);
            } else {
                evidence.put(row, score, StrictMath.pow(10, Math.min(18, roundness)), 1, roundness);
            }
            if (suspicion.teaches(batch.detector[row], score)) {
                tail.add(roundness);
            } else {
                evidence.withheld[row] = true;
            }
        }
    }

    private double roundness(EventBatch batch, int row) {
        double roundness = roundness(batch.energy[row]);
        if (hasMomenta) {
            roundness +=
                    roundness(batch.momentumX[row]) + roundness(batch.momentumY[row]) + roundness(batch.momentumZ[row]);
        }
        return roundness;
    }

    private double roundness(double value) {
        double units = Math.abs(value) / usual.unit(value);
        // Not for NaN either, and 0 is a multiple of everything.
        if (!(units >= 1 && units < MOST_UNITS)) {
            return 0;
        }
        long whole = (long) (units + 0.5);
        if (Math.abs(units - whole) > WHOLE) {
            return 0;
        }
        int twos = Long.numberOfTrailingZeros(whole);
        int zeros = 0;
        while (whole % 10 == 0) {
            whole /= 10;
            zeros++;
        }
        return zeros + LOG_OF_TWO * (twos - zeros);
    }

    @Override
    public void forget(int detector) {
        suspicion.forget(detector);
    }

    @Override
    public LayerStatus status() {
        return LayerStatus.warmingUpBefore(warmUp, NAME, tail.seen());
    }

    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        return new Features()
                .with(Role.ENERGY, batch, batch.energy[row])
                .with("significant_digits", batch.significantDigits[row])
                .with("fraction_digits", batch.fractionDigits[row])
                .values();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        usual.save(out);
        tail.save(out);
        suspicion.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        usual.load(in);
        tail.load(in);
        suspicion.load(in);
    }
}
