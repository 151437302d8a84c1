package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;

/**
 * Do the other layers' answers go together, each of which may be usual? A mixture of {@value Mixture#COMPONENTS} normal
 * distributions is fitted to them after {@value #FIRST} events, then each time there are four times as many; the
 * deviation is minus the logarithm of the density, and how large that usually is, {@link Tail} knows. Nothing is learnt
 * from events that a layer finds odd by itself.
 *
 * <p>One step of the fit is made every {@value #BETWEEN} events, so that no event waits for more than one.
 */
final class UnusualCombination implements Layer {

    static final String NAME = "unusual_combination";

    static final int FIRST = 4096;

    private static final int FACTOR = 4;
    private static final int BETWEEN = 128;
    private static final int STEPS = 24;

    /** What another layer finds odder than one event in a thousand teaches nothing. */
    private static final double ODD = 3;

    /** Costs are negative where many events lie closely together. */
    private static final double OFFSET = 32;

    private final List<Answer> answers;
    private final Reservoir sample;
    private final Mixture mixture;
    private final Mixture next;
    private final MixtureTraining training;
    private final Suspicion suspicion;
    private final int warmUp;
    private Tail tail;
    private boolean isFitted;
    private long nextFit = FIRST;
    private long taught;
    private int stepsLeft;
    private final double[] point;

    /** By row, for explanations. */
    private final double[][] points;

    /** A layer whose answers take part. */
    record Answer(String layer, Evidence evidence, boolean hasSides) {

        /** Logarithmic far off, so that what is odd by itself does not hide the rest. */
        double of(int row) {
            double value = hasSides ? evidence.side[row] : evidence.score[row];
            return Double.isNaN(value) ? 0 : Math.copySign(Logarithm.ln(1 + Math.abs(value)), value);
        }
    }

    /** @param answers of layers that are asked before this one */
    UnusualCombination(int warmUp, List<Answer> answers, NameTable detectors) {
        this.answers = answers;
        this.warmUp = warmUp;
        int dimensions = answers.size();
        sample = new Reservoir(dimensions);
        mixture = new Mixture(dimensions);
        next = new Mixture(dimensions);
        training = new MixtureTraining(sample, dimensions);
        suspicion = new Suspicion(detectors, ODD);
        point = new double[dimensions];
        points = new double[EventBatch.CAPACITY][dimensions];
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
            evidence.none(row);
            boolean isOddAnyway = read(row);
            double score = isFitted ? score(row, isOddAnyway, evidence) : 0;
            if (isOddAnyway || !suspicion.teaches(batch.detector[row], score)) {
                evidence.withheld[row] = true;
            } else {
                sample.add(point);
                train();
            }
        }
    }

    /** Reads the answers to a row; whether one of them is odd by itself. */
    private boolean read(int row) {
        double strongest = 0;
        for (int i = 0; i < point.length; i++) {
            Answer answer = answers.get(i);
            point[i] = answer.of(row);
            strongest = Math.max(strongest, answer.evidence().score[row]);
        }
        System.arraycopy(point, 0, points[row], 0, point.length);
        return strongest >= ODD;
    }

    private double score(int row, boolean isOddAnyway, Evidence evidence) {
        int nearest = mixture.nearest(point);
        // Half a squared distance and the cost of the component: 0 is as dense as it gets.
        double deviation = Math.max(0, mixture.cost(nearest, point, Double.MAX_VALUE) + OFFSET);
        double score = tail.score(deviation);
        evidence.put(row, score, deviation, 0, deviation);
        if (!isOddAnyway) {
            tail.add(deviation);
        }
        return score;
    }

    private void train() {
        taught++;
        if (stepsLeft == 0 && taught >= nextFit) {
            training.begin(next);
            stepsLeft = STEPS;
            nextFit = taught * FACTOR;
        } else if (stepsLeft > 0 && taught % BETWEEN == 0) {
            training.step(next);
            if (--stepsLeft == 0) {
                mixture.takeFrom(next);
                isFitted = true;
                tail = new Tail(Tail.SILENT, warmUp);
            }
        }
    }

    @Override
    public void forget(int detector) {
        suspicion.forget(detector);
    }

    @Override
    public LayerStatus status() {
        return LayerStatus.warmingUpBefore(FIRST + STEPS * BETWEEN + warmUp, NAME, taught);
    }

    /** The two answers that are furthest from where the nearest component expects them, given those before. */
    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        double[] residuals = mixture.residuals(mixture.nearest(points[row]), points[row]);
        int first = largest(residuals, -1);
        int second = largest(residuals, first);
        Features features = new Features().with(answers.get(first).layer(), residuals[first]);
        return second < 0
                ? features.values()
                : features.with(answers.get(second).layer(), residuals[second]).values();
    }

    private static int largest(double[] residuals, int but) {
        int largest = -1;
        for (int i = 0; i < residuals.length; i++) {
            if (i != but && (largest < 0 || Math.abs(residuals[i]) > Math.abs(residuals[largest]))) {
                largest = i;
            }
        }
        return largest;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(answers.size());
        for (Answer answer : answers) {
            out.writeUTF(answer.layer());
        }
        out.writeLong(taught);
        out.writeLong(nextFit);
        out.writeInt(stepsLeft);
        out.writeBoolean(isFitted);
        sample.save(out);
        mixture.save(out);
        next.save(out);
        tail.save(out);
        suspicion.save(out);
    }

    /** What was learnt from other layers is of no use: it begins anew. */
    @Override
    public void load(DataInput in) throws IOException {
        boolean isSame = in.readInt() == answers.size();
        for (int i = 0; isSame && i < answers.size(); i++) {
            isSame = in.readUTF().equals(answers.get(i).layer());
        }
        if (!isSame) {
            return;
        }
        taught = in.readLong();
        nextFit = in.readLong();
        stepsLeft = in.readInt();
        isFitted = in.readBoolean();
        sample.load(in);
        mixture.load(in);
        next.load(in);
        tail.load(in);
        suspicion.load(in);
    }
}
