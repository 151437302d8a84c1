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
 * Does the particle fly to where its detector looks? Each detector learns the {@link Arc} around the beam that its
 * events come from; the deviation is the distance from the arc's middle in half-widths. A detector that looks all
 * around never finds anything.
 *
 * <p>The angle is taken on the diamond {@code |px| + |py| = 1} instead of the circle: it rises with φ, and needs one
 * division instead of an arc tangent.
 */
final class Direction implements Layer {

    static final String NAME = "direction";

    static final Set<Role> NEEDS = Set.of(Role.MOMENTUM_X, Role.MOMENTUM_Y);

    private final PerName<Arc> arcs;
    private final Tail tail;
    private final Suspicion suspicion;
    private final long warmUp;

    Direction(long warmUp, NameTable detectors) {
        this.warmUp = warmUp;
        arcs = new PerName<>(detectors, detector -> new Arc());
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
            double x = batch.momentumX[row];
            double y = batch.momentumY[row];
            int detector = batch.detector[row];
            double transverse = Math.abs(x) + Math.abs(y);
            if (detector == NameTable.OTHER || !(transverse > 0)) {
                evidence.none(row);
                continue;
            }
            Arc arc = arcs.get(detector);
            double angle = angle(x, y, transverse);
            if (arc.isLearnt()) {
                double side = arc.side(angle);
                double deviation = Math.abs(side);
                double score = tail.score(deviation);
                if (score < Evidence.WORTH_EXPLAINING) {
                    evidence.put(row, score);
                } else {
                    evidence.put(row, score, degrees(angle), degrees(arc.middle()), side);
                }
                evidence.side[row] = side;
                if (suspicion.teaches(detector, score)) {
                    tail.add(deviation);
                    arc.add(angle);
                } else {
                    evidence.withheld[row] = true;
                }
            } else {
                evidence.none(row);
                arc.add(angle);
            }
        }
    }

    /** From 0 to 4 once around, 0 along x, 1 along y. */
    private static double angle(double x, double y, double transverse) {
        double along = x / transverse;
        return y >= 0 ? 1 - along : 3 + along;
    }

    /** φ in degrees from −180 to 180; only for explanations. */
    private static double degrees(double angle) {
        double along = angle <= 2 ? 1 - angle : angle - 3;
        double across = (angle <= 2 ? 1 : -1) * (1 - Math.abs(along));
        return StrictMath.toDegrees(StrictMath.atan2(across, along));
    }

    @Override
    public boolean tellsSides() {
        return true;
    }

    @Override
    public void forget(int detector) {
        arcs.forget(detector);
        suspicion.forget(detector);
    }

    @Override
    public LayerStatus status() {
        return LayerStatus.warmingUpBefore(warmUp, NAME, tail.seen());
    }

    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        return new Features()
                .with(Role.MOMENTUM_X, batch, batch.momentumX[row])
                .with(Role.MOMENTUM_Y, batch, batch.momentumY[row])
                .values();
    }

    @Override
    public String unit(EventBatch batch) {
        return "degrees";
    }

    @Override
    public void save(DataOutput out) throws IOException {
        arcs.save(out);
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
        arcs.load(in);
        tail.load(in);
        if (version > 1) {
            suspicion.load(in);
        }
    }
}
