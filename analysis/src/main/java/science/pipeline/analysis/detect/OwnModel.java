package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import science.pipeline.analysis.onnx.Evaluator;
import science.pipeline.analysis.quantity.Columns;
import science.pipeline.analysis.quantity.Quantity;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;

/**
 * A model that people brought: its answer to an event, whatever its scale, is measured by the answers to those before.
 * An event without one of the inputs is no evidence. A model that has no answer for more than one in a hundred of the
 * last events mutes itself. Why it found an event odd is said by occlusion: each input in turn is replaced by its usual
 * value, and the model is asked again.
 */
final class OwnModel implements Layer {

    private static final String PREFIX = "models.";

    /** Without an answer to as many the model is no good. */
    private static final double MOST_FAILURES = 0.01;

    /** The share of failures is that of about as many of the last events. */
    private static final double MEMORY = 1024;

    private final String name;
    private final ModelSettings settings;
    private final List<Quantity.Numeric> inputs;
    private final Columns columns;
    private final Evaluator evaluator;
    private final PerName<Values> answers;
    private final Tail above;
    private final Tail below;
    private final UsualInputs usual;
    private final Suspicion suspicion;
    private final Trial trial = new Trial();
    private final long warmUp;
    private final double[][] given;
    private final double[] answer = new double[EventBatch.CAPACITY];

    /** The usual inputs as they were known at each row: explanations come once the whole batch is learnt. */
    private final double[][] usualAt = new double[EventBatch.CAPACITY][];

    private long seen;
    private double failing;

    /** @param columns of the batch that is scored; cleared by whoever reads the first of them */
    OwnModel(
            String name,
            ModelSettings settings,
            List<Quantity.Numeric> inputs,
            Columns columns,
            long warmUp,
            NameTables names) {
        this.name = name(name);
        this.settings = settings;
        this.inputs = inputs;
        this.columns = columns;
        this.warmUp = warmUp;
        evaluator = settings.model().start();
        given = new double[inputs.size()][];
        usual = new UsualInputs(inputs.size());
        suspicion = new Suspicion(names.detectors());
        above = new Tail(Tail.SILENT, warmUp / 2);
        below = new Tail(Tail.SILENT, warmUp / 2);
        answers = new PerName<>(
                settings.per() == DetectionConfiguration.Per.PARTICLE_TYPE ? names.particleTypes() : names.detectors(),
                one -> new Values(above, below));
    }

    /** The name of the layer of a model. */
    static String name(String model) {
        return PREFIX + model;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void score(EventBatch batch, Evidence evidence) {
        take(batch);
        int size = batch.size();
        evaluator.evaluate(given, size, answer);
        int[] codes = settings.per() == DetectionConfiguration.Per.PARTICLE_TYPE ? batch.particleType : batch.detector;
        boolean isLow = settings.odd() == ModelSettings.Odd.LOW;
        for (int row = 0; row < size; row++) {
            evidence.none(row);
            if (!isWhole(row)) {
                continue;
            }
            usual.add(given, row);
            usualAt[row] = usual.values();
            boolean hasAnswer = Double.isFinite(answer[row]);
            failing += ((hasAnswer ? 0 : 1) - failing) / MEMORY;
            seen++;
            if (hasAnswer) {
                Values of = answers.get(settings.per() == DetectionConfiguration.Per.NONE ? 0 : codes[row]);
                double score = of.score(answer[row]);
                boolean isOdd = score > 0 && of.lastDistance() < 0 == isLow;
                if (isOdd && failing <= MOST_FAILURES) {
                    evidence.put(row, score, answer[row], of.middle(), of.lastDistance());
                }
                if (suspicion.teaches(batch.detector[row], isOdd ? score : 0)) {
                    of.learn(answer[row]);
                } else {
                    evidence.withheld[row] = true;
                }
            }
        }
    }

    private void take(EventBatch batch) {
        for (int input = 0; input < given.length; input++) {
            given[input] = columns.of(inputs.get(input), batch);
        }
    }

    private boolean isWhole(int row) {
        for (double[] column : given) {
            if (!Double.isFinite(column[row])) {
                return false;
            }
        }
        return true;
    }

    /** What it would have flagged while it was tried. */
    Trial trial() {
        return trial;
    }

    @Override
    public void forget(int detector) {
        suspicion.forget(detector);
        if (settings.per() == DetectionConfiguration.Per.DETECTOR) {
            answers.forget(detector);
        }
    }

    @Override
    public LayerStatus status() {
        boolean isTried = settings.mode() == ModelSettings.Mode.SHADOW;
        LayerStatus.Tried tried = isTried ? trial.counted() : null;
        if (failing > MOST_FAILURES) {
            String reason = "no answer to " + Math.round(failing * 100) + " of the last 100 events";
            return new LayerStatus(name, LayerStatus.State.MUTED, reason, seen, tried);
        }
        LayerStatus status = LayerStatus.warmingUpBefore(warmUp, name, seen);
        if (status.state() != LayerStatus.State.ACTIVE) {
            return status;
        }
        String reason =
                settings.runtime() == ModelSettings.Runtime.OWN ? "" : "by onnxruntime: not exactly reproducible";
        LayerStatus.State state = isTried ? LayerStatus.State.SHADOW : LayerStatus.State.ACTIVE;
        return new LayerStatus(name, state, reason, seen, tried);
    }

    /** Each input, and beside it what the answer were if it had its usual value; those that matter most first. */
    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        take(batch);
        double[] without = occluded(row);
        Features features = new Features();
        IntStream.range(0, given.length)
                .boxed()
                .sorted(Comparator.comparingDouble(input -> -Math.abs(without[input] - answer[row])))
                .forEach(input -> {
                    String quantity = inputs.get(input).name();
                    features.with(quantity, given[input][row]).with("without." + quantity, without[input]);
                });
        return features.values();
    }

    private double[] occluded(int row) {
        double[][] changed = new double[given.length][given.length];
        for (int input = 0; input < given.length; input++) {
            Arrays.fill(changed[input], given[input][row]);
            changed[input][input] = usualAt[row][input];
        }
        double[] without = new double[given.length];
        evaluator.evaluate(changed, given.length, without);
        return without;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeUTF(settings.sha256());
        out.writeUTF(settings.per().name());
        out.writeInt(given.length);
        out.writeLong(seen);
        out.writeDouble(failing);
        trial.save(out);
        suspicion.save(out);
        usual.save(out);
        above.save(out);
        below.save(out);
        answers.save(out);
    }

    /** What was learnt of another model, or per something else, is of no use: it begins anew. */
    @Override
    public void load(DataInput in) throws IOException {
        boolean isThisModel = in.readUTF().equals(settings.sha256());
        boolean isSamePer = in.readUTF().equals(settings.per().name());
        if (isThisModel && isSamePer && in.readInt() == given.length) {
            seen = in.readLong();
            failing = in.readDouble();
            trial.load(in);
            suspicion.load(in);
            usual.load(in);
            above.load(in);
            below.load(in);
            answers.load(in);
        }
    }
}
