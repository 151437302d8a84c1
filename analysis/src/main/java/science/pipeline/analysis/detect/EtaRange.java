package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;
import science.pipeline.schema.Role;

/**
 * Does the particle fly within the range along the beam that its detector sees? The pseudorapidity is {@code η =
 * sign(pz) · ln((p + |pz|) / pt)} (Particle Data Group, Kinematics); the deviation is its distance from the middle of
 * the detector's usual range in half-widths.
 */
final class EtaRange implements Layer {

    static final String NAME = "eta_range";

    static final Set<Role> NEEDS = Set.of(Role.MOMENTUM_X, Role.MOMENTUM_Y, Role.MOMENTUM_Z);

    /** Beyond this a particle is lost in the beam pipe, and the logarithm has nothing left to tell. */
    private static final double LARGEST = 12;

    private final PerName<Range> ranges;
    private final Tail tail;
    private final Suspicion suspicion;
    private final long warmUp;

    EtaRange(long warmUp, NameTable detectors) {
        this.warmUp = warmUp;
        ranges = new PerName<>(detectors, detector -> new Range(LARGEST));
        tail = new Tail(Tail.SILENT, warmUp);
        suspicion = new Suspicion(detectors);
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
            double eta = eta(batch.momentumX[row], batch.momentumY[row], batch.momentumZ[row]);
            if (detector == NameTable.OTHER || Double.isNaN(eta)) {
                evidence.none(row);
                continue;
            }
            Range range = ranges.get(detector);
            if (range.isLearnt()) {
                double deviation = range.deviation(eta);
                double magnitude = Math.abs(deviation);
                double score = tail.score(magnitude);
                evidence.put(row, score, eta, range.middle(), deviation);
                evidence.side[row] = deviation;
                if (suspicion.teaches(detector, score)) {
                    tail.add(magnitude);
                    range.add(eta);
                } else {
                    evidence.withheld[row] = true;
                }
            } else {
                evidence.none(row);
                range.add(eta);
            }
        }
    }

    /** NaN without momentum. */
    private static double eta(double x, double y, double z) {
        double transverseSquared = x * x + y * y;
        double along = Math.abs(z);
        double total = Math.sqrt(transverseSquared + z * z);
        if (!(total > 0)) {
            return Double.NaN;
        }
        double ratio = (total + along) / Math.sqrt(transverseSquared);
        double magnitude = ratio < Double.MAX_VALUE ? Math.min(LARGEST, Logarithm.ln(ratio)) : LARGEST;
        return Math.copySign(magnitude, z);
    }

    @Override
    public boolean tellsSides() {
        return true;
    }

    @Override
    public void forget(int detector) {
        ranges.forget(detector);
        suspicion.forget(detector);
    }

    @Override
    public LayerStatus status() {
        return LayerStatus.warmingUpBefore(warmUp, NAME, tail.seen());
    }

    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        return new Features()
                .with("eta", eta(batch.momentumX[row], batch.momentumY[row], batch.momentumZ[row]))
                .values();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        ranges.save(out);
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

    /** Before its version 2 it suspected nobody. */
    @Override
    public void load(DataInput in, int version) throws IOException {
        ranges.load(in);
        tail.load(in);
        if (version > 1) {
            suspicion.load(in);
        }
    }
}
