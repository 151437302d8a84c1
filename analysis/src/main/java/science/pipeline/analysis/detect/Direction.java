package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;

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

    private final PerName<Arc> arcs;
    private final Tail tail;
    private final long warmUp;

    Direction(long warmUp, NameTable detectors) {
        this.warmUp = warmUp;
        arcs = new PerName<>(detectors, detector -> new Arc());
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
            double x = batch.momentumX[row];
            double y = batch.momentumY[row];
            int detector = batch.detector[row];
            double transverse = Math.abs(x) + Math.abs(y);
            if (detector == NameTable.OTHER || transverse == 0) {
                evidence.none(row);
                continue;
            }
            Arc arc = arcs.get(detector);
            double angle = angle(x, y, transverse);
            if (arc.isLearnt()) {
                double deviation = arc.deviation(angle);
                double score = tail.score(deviation);
                if (score < Evidence.WORTH_EXPLAINING) {
                    evidence.put(row, score);
                } else {
                    evidence.put(row, score, degrees(angle), degrees(arc.middle()), deviation);
                }
                tail.add(deviation);
            } else {
                evidence.none(row);
            }
            arc.add(angle);
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
    public LayerStatus status() {
        return LayerStatus.warmingUpBefore(warmUp, NAME, tail.seen());
    }

    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        return new Features()
                .with("momentum_x", batch.momentumX[row])
                .with("momentum_y", batch.momentumY[row])
                .values();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        arcs.save(out);
        tail.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        arcs.load(in);
        tail.load(in);
    }
}
