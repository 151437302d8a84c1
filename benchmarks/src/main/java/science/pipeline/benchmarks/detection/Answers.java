package science.pipeline.benchmarks.detection;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Schema;

/** Brings what partitions find back into the order of the sample. */
final class Answers {

    final double[] scores;
    final String[] layers;
    final boolean[] flagged;

    private final Map<Partition, int[]> pending = new HashMap<>();
    private final Map<Partition, Integer> filled = new HashMap<>();

    Answers(int size) {
        scores = new double[size];
        layers = new String[size];
        flagged = new boolean[size];
    }

    Partition partition(DetectionConfiguration configuration, Schema schema) {
        AtomicReference<Partition> itself = new AtomicReference<>();
        Partition partition = new Partition(configuration, schema, (batch, flags) -> {
            int[] places = pending.get(itself.get());
            for (int row = 0; row < batch.size(); row++) {
                int place = places[row];
                scores[place] = flags.scoreHundredths[row] / 100.0;
                layers[place] = itself.get().layers().get(flags.layer[row]);
                flagged[place] = flags.flagged[row];
            }
            filled.put(itself.get(), 0);
        });
        itself.set(partition);
        pending.put(partition, new int[EventBatch.CAPACITY]);
        filled.put(partition, 0);
        return partition;
    }

    /** The event that the partition gets next stands at this place of the sample. */
    void next(Partition partition, int place) {
        int row = filled.merge(partition, 1, Integer::sum) - 1;
        pending.get(partition)[row] = place;
    }
}
