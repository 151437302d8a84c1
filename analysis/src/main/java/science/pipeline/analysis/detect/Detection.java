package science.pipeline.analysis.detect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;

/**
 * The detectors of one partition: puts every event to the configured rules and to each layer, and flags what is rarer
 * than the budget allows. Touched by one thread.
 */
public final class Detection {

    /** Names the layers and their formulas; another number gives other scores to the same events. */
    public static final String MODEL_VERSION = "physics-layers-3";

    /** The one before: burst learnt otherwise, wrong_time was not there; all else is as it was. */
    private static final String FORMER_VERSION = "physics-layers-2";

    private final List<Layer> layers;
    private final Evidence[] evidence;
    private final RareEvents rareEvents;
    private final Budget budget;
    private final Explainer explainer;
    private final double[] strongest = new double[EventBatch.CAPACITY];
    private long seen;

    /**
     * @param particleTypes the table that numbers the batches' particle types
     * @param detectors the table that numbers the batches' detectors
     */
    public Detection(DetectionConfiguration configuration, NameTable particleTypes, NameTable detectors) {
        layers = layers(configuration, particleTypes, detectors);
        evidence = layers.stream().map(layer -> new Evidence()).toArray(Evidence[]::new);
        rareEvents = new RareEvents(configuration.rareEvents(), particleTypes, detectors);
        budget = new Budget(configuration.flagsPerMillion(), layers.size());
        explainer = new Explainer(layers, evidence, rareEvents);
    }

    private static List<Layer> layers(
            DetectionConfiguration configuration, NameTable particleTypes, NameTable detectors) {
        int warmUp = configuration.warmUp();
        List<Layer> all = List.of(
                new MassShell(configuration.massShell(), warmUp, particleTypes),
                new EnergyOutlier(warmUp, particleTypes),
                new Direction(warmUp, detectors),
                new EtaRange(warmUp, detectors),
                new ExactRepeat(detectors),
                new Burst(warmUp, detectors),
                new WrongTime(warmUp));
        return all.stream()
                .filter(layer -> configuration.isEnabled(layer.name()))
                .toList();
    }

    /** The names that {@link Flags#layer} counts through: the layers at work, last the configured rules. */
    public List<String> layers() {
        List<String> names = new ArrayList<>();
        layers.forEach(layer -> names.add(layer.name()));
        names.add(RareEvents.NAME);
        return names;
    }

    /** What each layer at work is doing. */
    public List<LayerStatus> status() {
        return layers.stream().map(Layer::status).toList();
    }

    /**
     * Scores the batch's events in order and learns from them.
     *
     * @param flags overwritten; its reasons and explanations hold until the next call and while the batch is unchanged
     */
    public void detect(EventBatch batch, Flags flags) {
        int size = batch.size();
        rareEvents.apply(batch);
        Arrays.fill(flags.layer, 0, size, 0);
        Arrays.fill(strongest, 0, size, 0);
        for (int i = 0; i < evidence.length; i++) {
            layers.get(i).score(batch, evidence[i]);
            keepStrongest(i, size, flags.layer);
        }
        flag(size, flags);
        flags.explainedBy(explainer, batch, seen);
        seen += size;
    }

    private void keepStrongest(int layer, int size, int[] layerOfRow) {
        double[] score = evidence[layer].score;
        for (int row = 0; row < size; row++) {
            if (score[row] > strongest[row]) {
                strongest[row] = score[row];
                layerOfRow[row] = layer;
            }
        }
    }

    private void flag(int size, Flags flags) {
        double threshold = budget.threshold();
        for (int row = 0; row < size; row++) {
            double score = budget.score(strongest[row]);
            boolean odd = score >= threshold;
            boolean rare = rareEvents.rule[row] != RareEvents.NONE;
            flags.scoreHundredths[row] = (int) (score * 100 + 0.5);
            flags.flagged[row] = odd | rare;
            if (rare & !odd) {
                flags.layer[row] = layers.size();
            }
        }
    }

    /**
     * Writes everything learnt so far, for {@link #load}: each layer under its name, so that others can be left out.
     */
    public void save(DataOutput out) throws IOException {
        out.writeUTF(MODEL_VERSION);
        out.writeLong(seen);
        budget.save(out);
        out.writeInt(layers.size());
        for (Layer layer : layers) {
            ByteArrayOutputStream learnt = new ByteArrayOutputStream();
            layer.save(new DataOutputStream(learnt));
            out.writeUTF(layer.name());
            out.writeInt(learnt.size());
            out.write(learnt.toByteArray());
        }
    }

    /**
     * Goes on from a saved state. What a layer that is no longer at work had learnt is dropped; one that was not at
     * work then begins to learn now.
     *
     * @throws IOException if it was saved by a version that is not known
     */
    public void load(DataInput in) throws IOException {
        String version = in.readUTF();
        boolean isFormer = version.equals(FORMER_VERSION);
        if (!isFormer && !version.equals(MODEL_VERSION)) {
            throw new IOException("found the detection model '" + version + "', expected '" + MODEL_VERSION + "'");
        }
        seen = in.readLong();
        budget.load(in);
        Map<String, byte[]> saved = new HashMap<>();
        for (int count = in.readInt(); count > 0; count--) {
            String name = in.readUTF();
            byte[] learnt = new byte[in.readInt()];
            in.readFully(learnt);
            saved.put(name, learnt);
        }
        if (isFormer) {
            saved.remove(Burst.NAME);
        }
        for (Layer layer : layers) {
            byte[] learnt = saved.get(layer.name());
            if (learnt != null) {
                layer.load(new DataInputStream(new ByteArrayInputStream(learnt)));
            }
        }
    }
}
