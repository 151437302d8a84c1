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
 * Does the particle type hardly occur, at all or in its detector? With n earlier events, k of them of its kind, the
 * next one is of it with about {@code (k + 1/2) / (n + 1)} (R. E. Krichevsky and V. K. Trofimov, IEEE Trans. Inf.
 * Theory 27 (1981) 199); the deviation is −log₁₀ of that, the larger of both, and {@link Tail} knows how often kinds
 * are as rare.
 */
final class RareName implements Layer {

    static final String NAME = "rare_name";

    static final Set<Role> NEEDS = Set.of(Role.PARTICLE_TYPE);

    /** As rare as one in a thousand events. */
    private static final double ODD = 3;

    /** Where all names are alike rare, nothing but their number is known of the others. */
    private static final Tail.Prior AS_RARE = new Tail.Prior(rarity -> rarity);

    private final NameTable types;
    private final TypeCounts ofAll;
    private final PerName<TypeCounts> byDetector;
    private final Tail tail;
    private final Suspicion suspicion;
    private final long warmUp;

    RareName(long warmUp, NameTables names) {
        this.warmUp = warmUp;
        types = names.particleTypes();
        ofAll = new TypeCounts(types);
        byDetector = new PerName<>(names.detectors(), detector -> new TypeCounts(types));
        tail = new Tail(AS_RARE, warmUp);
        suspicion = new Suspicion(names.detectors(), ODD);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void score(EventBatch batch, Evidence evidence) {
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            int type = batch.particleType[row];
            TypeCounts of = byDetector.get(batch.detector[row]);
            double rarity = Math.max(ofAll.rarity(type), of.rarity(type));
            double score = tail.score(rarity);
            if (score < Evidence.WORTH_EXPLAINING) {
                evidence.put(row, score);
            } else {
                double share = Math.min(ofAll.share(type), of.share(type));
                evidence.put(row, score, share, 1.0 / ofAll.kinds(), rarity);
            }
            if (suspicion.teaches(batch.detector[row], score)) {
                tail.add(rarity);
                ofAll.add(type);
                of.add(type);
            } else {
                evidence.withheld[row] = true;
            }
        }
    }

    @Override
    public void forget(int detector) {
        byDetector.forget(detector);
        suspicion.forget(detector);
    }

    @Override
    public LayerStatus status() {
        return LayerStatus.warmingUpBefore(warmUp, NAME, tail.seen());
    }

    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        return Map.of();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        ofAll.save(out);
        byDetector.save(out);
        tail.save(out);
        suspicion.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        ofAll.load(in);
        byDetector.load(in);
        tail.load(in);
        suspicion.load(in);
    }
}
