package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import science.pipeline.analysis.quantity.Columns;
import science.pipeline.analysis.quantity.Quantity;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;

/**
 * Is a number out of the ordinary for its detector, or its particle type? For numbers of any kind and either sign:
 * {@link Values} says how far each is from their middle. A row without the number is no evidence and teaches nothing.
 */
final class Outlier implements Layer {

    private static final String SUFFIX = "_outlier";

    private final String name;
    private final Quantity.Numeric quantity;
    private final Columns columns;
    private final DetectionConfiguration.Per per;
    private final PerName<Values> values;
    private final Tail above;
    private final Tail below;
    private final Suspicion suspicion;
    private final long warmUp;
    private long seen;

    /** @param columns of the batch that is scored; cleared by whoever reads the first of them */
    Outlier(Quantity.Numeric quantity, Columns columns, DetectionConfiguration.Per per, long warmUp, NameTables names) {
        name = name(quantity.name());
        this.quantity = quantity;
        this.columns = columns;
        this.per = per;
        this.warmUp = warmUp;
        above = new Tail(Tail.SILENT, warmUp / 2);
        below = new Tail(Tail.SILENT, warmUp / 2);
        suspicion = new Suspicion(names.detectors());
        values = new PerName<>(
                per == DetectionConfiguration.Per.PARTICLE_TYPE ? names.particleTypes() : names.detectors(),
                one -> new Values(above, below));
    }

    /** The name of the layer of a quantity. */
    static String name(String quantity) {
        return quantity + SUFFIX;
    }

    /** Whether it is the name of such a layer. */
    static boolean isName(String layer) {
        return layer.length() > SUFFIX.length() && layer.endsWith(SUFFIX);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void score(EventBatch batch, Evidence evidence) {
        double[] column = columns.of(quantity, batch);
        int[] codes = per == DetectionConfiguration.Per.PARTICLE_TYPE ? batch.particleType : batch.detector;
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            double value = column[row];
            if (!Double.isFinite(value)) {
                evidence.none(row);
                continue;
            }
            Values of = per == DetectionConfiguration.Per.NONE ? values.get(0) : values.get(codes[row]);
            double score = of.score(value);
            evidence.put(row, score, value, of.middle(), of.lastDistance());
            if (suspicion.teaches(batch.detector[row], score)) {
                of.learn(value);
            } else {
                evidence.withheld[row] = true;
            }
            seen++;
        }
    }

    @Override
    public void forget(int detector) {
        suspicion.forget(detector);
        if (per == DetectionConfiguration.Per.DETECTOR) {
            values.forget(detector);
        }
    }

    @Override
    public LayerStatus status() {
        return LayerStatus.warmingUpBefore(warmUp, name, seen);
    }

    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        return new Features()
                .with(quantity.name(), columns.of(quantity, batch)[row])
                .values();
    }

    @Override
    public String unit(EventBatch batch) {
        return batch.schema.unitOf(quantity.name());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeUTF(per.name());
        out.writeLong(seen);
        above.save(out);
        below.save(out);
        values.save(out);
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

    /** What was learnt per something else is of no use: it begins anew. Before its version 2 it suspected nobody. */
    @Override
    public void load(DataInput in, int version) throws IOException {
        if (in.readUTF().equals(per.name())) {
            seen = in.readLong();
            above.load(in);
            below.load(in);
            values.load(in);
            if (version > 1) {
                suspicion.load(in);
            }
        }
    }
}
