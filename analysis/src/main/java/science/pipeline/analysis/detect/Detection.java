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
import science.pipeline.analysis.quantity.Columns;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;

/**
 * The detectors of one partition: puts every event to the configured rules and to each layer, and flags what is rarer
 * than the budget allows. Touched by one thread.
 */
public final class Detection {

    /** Names the layers and their formulas; another number gives other scores to the same events. */
    public static final String MODEL_VERSION = "physics-layers-5";

    /** Before a fault was kept from teaching itself; each layer knows which version it was saved by. */
    private static final String VERSION_4 = "physics-layers-4";

    /** Before layers had versions of their own, and before the mass shell asked whether momenta are any. */
    private static final String VERSION_3 = "physics-layers-3";

    /** Before that: burst learnt otherwise, wrong_time was not there; all else is as it was. */
    private static final String VERSION_2 = "physics-layers-2";

    private final Layers offered;
    private final List<Layer> layers;
    private final Columns columns;
    private final TriedModels tried;
    private final Evidence[] evidence;
    private final RareEvents rareEvents;
    private final Budget budget;
    private final Explainer explainer;

    /** The bits of each row's strongest score: of numbers from 0 up they stand in the numbers' order. */
    private final long[] strongest = new long[EventBatch.CAPACITY];

    private long seen;

    /** @param names the tables that number the batches' names */
    public Detection(DetectionConfiguration configuration, NameTables names) {
        Quantities quantities = new Quantities(names.schema());
        columns = new Columns(quantities);
        offered = Layers.of(configuration, names, quantities, columns);
        layers = offered.atWork();
        tried = new TriedModels(offered.tried());
        evidence = offered.evidence().toArray(Evidence[]::new);
        rareEvents = new RareEvents(configuration.rareEvents(), names);
        int asked = (int) layers.stream().filter(Layer::isOftenAsked).count();
        budget = new Budget(configuration.flagsPerMillion(), asked);
        explainer = new Explainer(layers, evidence, rareEvents, asked);
    }

    /** The names that {@link Flags#layer} counts through: the layers at work, last the configured rules. */
    public List<String> layers() {
        List<String> names = new ArrayList<>();
        layers.forEach(layer -> names.add(layer.name()));
        names.add(RareEvents.NAME);
        return names;
    }

    /** What each layer is doing, those last that do not suit the stream. */
    public List<LayerStatus> status() {
        return offered.status();
    }

    /**
     * Scores the batch's events in order and learns from them.
     *
     * @param flags overwritten; its reasons and explanations hold until the next call and while the batch is unchanged
     */
    public void detect(EventBatch batch, Flags flags) {
        int size = batch.size();
        rareEvents.apply(batch);
        columns.clear();
        Arrays.fill(flags.layer, 0, size, 0);
        Arrays.fill(strongest, 0, size, 0);
        for (int i = 0; i < evidence.length; i++) {
            layers.get(i).score(batch, evidence[i]);
            keepStrongest(i, size, flags.layer);
        }
        flag(size, flags);
        tried.ask(batch, flags, budget);
        flags.explainedBy(explainer, batch, seen);
        seen += size;
    }

    /**
     * Forgets what was learnt of a detector, between two batches: what it does from now on is its usual.
     *
     * @param detector its code in the tables that number the batches' names
     */
    public void forget(int detector) {
        offered.learning().forEach(layer -> layer.forget(detector));
    }

    private void keepStrongest(int layer, int size, int[] layerOfRow) {
        double[] score = evidence[layer].score;
        for (int row = 0; row < size; row++) {
            // Without a branch: whether it is stronger cannot be foretold.
            long bits = Double.doubleToRawLongBits(score[row]);
            layerOfRow[row] = bits > strongest[row] ? layer : layerOfRow[row];
            strongest[row] = Math.max(bits, strongest[row]);
        }
    }

    private void flag(int size, Flags flags) {
        double threshold = budget.threshold();
        for (int row = 0; row < size; row++) {
            boolean teaches = evidence.length == 0 || !evidence[flags.layer[row]].withheld[row];
            double score = budget.score(Double.longBitsToDouble(strongest[row]), teaches);
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
        List<Layer> learning = offered.learning();
        out.writeInt(learning.size());
        for (Layer layer : learning) {
            ByteArrayOutputStream learnt = new ByteArrayOutputStream();
            layer.save(new DataOutputStream(learnt));
            out.writeUTF(layer.name());
            out.writeByte(layer.version());
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
        boolean isVersion2 = version.equals(VERSION_2);
        boolean hasVersions = version.equals(MODEL_VERSION) || version.equals(VERSION_4);
        if (!hasVersions && !isVersion2 && !version.equals(VERSION_3)) {
            throw new IOException("found the detection model '" + version + "', expected '" + MODEL_VERSION + "'");
        }
        seen = in.readLong();
        budget.load(in);
        Map<String, Saved> saved = new HashMap<>();
        for (int count = in.readInt(); count > 0; count--) {
            String name = in.readUTF();
            int layerVersion = hasVersions ? in.readUnsignedByte() : 1;
            byte[] learnt = new byte[in.readInt()];
            in.readFully(learnt);
            saved.put(name, new Saved(layerVersion, learnt));
        }
        if (isVersion2) {
            saved.remove(Burst.NAME);
        }
        for (Layer layer : offered.learning()) {
            Saved before = saved.get(layer.name());
            if (before != null) {
                load(layer, before.version(), before.learnt());
            }
        }
    }

    /** What a layer has learnt, and in which of its forms. */
    private record Saved(int version, byte[] learnt) {}

    private static void load(Layer layer, int version, byte[] learnt) throws IOException {
        if (version > layer.version()) {
            throw new IOException("found version " + version + " of what the layer " + layer.name()
                    + " has learnt, expected at most " + layer.version());
        }
        layer.load(new DataInputStream(new ByteArrayInputStream(learnt)), version);
    }
}
