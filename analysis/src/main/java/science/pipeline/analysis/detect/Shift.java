package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;

/**
 * Are the latest events of a detector off together, each by too little to be odd by itself (a gain that drifts, a
 * direction that has turned)? Asked are the layers that tell on which side an event is off. The deviation is the
 * largest of their moving averages ({@link Drift}), of events that are off to the same side; how large it usually is,
 * {@link Tail} knows.
 */
final class Shift implements Layer {

    static final String NAME = "shift";

    /** As rare as one in a thousand events. */
    private static final double ODD = 3;

    private final List<Sided> sides;

    /** Of each of them, its column of sides. */
    private final double[][] columns;

    private final PerName<Drifts> detectors;
    private final Tail tail;
    private final Suspicion suspicion;
    private final long warmUp;
    private final byte[] side = new byte[EventBatch.CAPACITY];

    /** What each layer says of the row at hand. */
    private final long[] offs;

    /** A layer that tells on which side an event is off, and its answers to the batch. */
    record Sided(String layer, Evidence evidence) {}

    /** What each of these layers says of one detector. */
    private static final class Drifts implements Learnt {
        final Drift[] drifts;

        Drifts(int count) {
            drifts = new Drift[count];
            for (int i = 0; i < count; i++) {
                drifts[i] = new Drift();
            }
        }

        @Override
        public void save(DataOutput out) throws IOException {
            for (Drift drift : drifts) {
                drift.save(out);
            }
        }

        @Override
        public void load(DataInput in) throws IOException {
            for (Drift drift : drifts) {
                drift.load(in);
            }
        }
    }

    /** @param sides asked before this one */
    Shift(long warmUp, List<Sided> sides, NameTable detectors) {
        this.sides = sides;
        columns = sides.stream().map(one -> one.evidence().side).toArray(double[][]::new);
        offs = new long[sides.size()];
        // Neighbours are alike here: so many more tell as much.
        this.warmUp = 4 * warmUp;
        this.detectors = new PerName<>(detectors, name -> new Drifts(sides.size()));
        tail = new Tail(Tail.SILENT, this.warmUp);
        suspicion = new Suspicion(detectors, ODD);
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
            int detector = batch.detector[row];
            if (detector != NameTable.OTHER) {
                score(row, detector, evidence);
            }
        }
    }

    private void score(int row, int detector, Evidence evidence) {
        Drift[] drifts = detectors.get(detector).drifts;
        long largest = Magnitude.NONE;
        for (int i = 0; i < drifts.length; i++) {
            double value = columns[i][row];
            offs[i] = Double.isNaN(value) ? Magnitude.NONE : drifts[i].add(value);
            largest = Math.max(largest, offs[i]);
        }
        double deviation = Magnitude.number(largest);
        double magnitude = Math.abs(deviation);
        double score = tail.score(magnitude);
        if (score < Evidence.WORTH_EXPLAINING) {
            evidence.put(row, score);
        } else {
            int moved = firstOf(largest);
            side[row] = (byte) moved;
            evidence.put(row, score, drifts[moved].latest(), drifts[moved].mean(), deviation);
        }
        if (suspicion.teaches(detector, score)) {
            tail.add(magnitude);
            for (int i = 0; i < drifts.length; i++) {
                if (!Double.isNaN(columns[i][row])) {
                    drifts[i].learn();
                }
            }
        } else {
            evidence.withheld[row] = true;
        }
    }

    private int firstOf(long off) {
        int i = 0;
        while (offs[i] != off) {
            i++;
        }
        return i;
    }

    @Override
    public boolean isCombined() {
        return true;
    }

    @Override
    public void forget(int detector) {
        detectors.forget(detector);
        suspicion.forget(detector);
    }

    @Override
    public LayerStatus status() {
        return LayerStatus.warmingUpBefore(warmUp, NAME, tail.seen());
    }

    /** The pull of the layer that has moved. */
    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        Sided moved = sides.get(side[row]);
        return new Features()
                .with(moved.layer() + "_pull", moved.evidence().side[row])
                .values();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(sides.size());
        for (Sided one : sides) {
            out.writeUTF(one.layer());
        }
        tail.save(out);
        suspicion.save(out);
        detectors.save(out);
    }

    /** What was learnt from other layers is of no use: it begins anew. */
    @Override
    public void load(DataInput in) throws IOException {
        boolean isSame = in.readInt() == sides.size();
        for (int i = 0; isSame && i < sides.size(); i++) {
            isSame = in.readUTF().equals(sides.get(i).layer());
        }
        if (isSame) {
            tail.load(in);
            suspicion.load(in);
            detectors.load(in);
        }
    }
}
