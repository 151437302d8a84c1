package science.pipeline.analysis.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import science.pipeline.analysis.detect.Flags;
import science.pipeline.event.EventBatch;

/** Counts events, flags and labels of one partition. */
final class FlagCounts {

    private final List<String> layers;
    private final long[] flaggedByLayer;

    /** Flags of layers that the configuration no longer has. */
    private final Map<String, Long> retired = new LinkedHashMap<>();

    private long accepted;
    private long flagged;
    private long labelled;
    private long truePositives;

    FlagCounts(List<String> layers) {
        this.layers = layers;
        flaggedByLayer = new long[layers.size()];
    }

    void count(EventBatch batch, Flags flags) {
        int size = batch.size();
        accepted += size;
        for (int i = 0; i < size; i++) {
            if (batch.labelled[i]) {
                labelled++;
            }
            if (flags.flagged[i]) {
                flagged++;
                flaggedByLayer[flags.layer[i]]++;
                truePositives += batch.labelled[i] ? 1 : 0;
            }
        }
    }

    long accepted() {
        return accepted;
    }

    long flagged() {
        return flagged;
    }

    long labelled() {
        return labelled;
    }

    long truePositives() {
        return truePositives;
    }

    /** By name, retired layers last. */
    Map<String, Long> byLayer() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < flaggedByLayer.length; i++) {
            counts.put(layers.get(i), flaggedByLayer[i]);
        }
        counts.putAll(retired);
        return counts;
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(accepted);
        out.writeLong(flagged);
        out.writeLong(labelled);
        out.writeLong(truePositives);
        Map<String, Long> counts = byLayer();
        out.writeInt(counts.size());
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue());
        }
    }

    /** Takes up saved counts; layers are matched by name. */
    void load(DataInput in) throws IOException {
        accepted = in.readLong();
        flagged = in.readLong();
        labelled = in.readLong();
        truePositives = in.readLong();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            String layer = in.readUTF();
            long count = in.readLong();
            int index = layers.indexOf(layer);
            if (index >= 0) {
                flaggedByLayer[index] = count;
            } else {
                retired.put(layer, count);
            }
        }
    }
}
