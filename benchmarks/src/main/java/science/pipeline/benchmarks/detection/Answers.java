package science.pipeline.benchmarks.detection;

import java.util.HashMap;
import java.util.Map;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.detect.Flags;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Schema;

/** Brings what partitions find back into the order of the sample. */
final class Answers {

    final double[] scores;
    final String[] layers;
    final boolean[] flagged;

    private final Map<Partition, Pending> pending = new HashMap<>();

    /** Where the events of a partition's batch stand in the sample. */
    private static final class Pending {
        final int[] places = new int[EventBatch.CAPACITY];
        int size;
    }

    Answers(int size) {
        scores = new double[size];
        layers = new String[size];
        flagged = new boolean[size];
    }

    Partition partition(DetectionConfiguration configuration, Schema schema) {
        return new Partition(configuration, schema, this::take);
    }

    private void take(Partition partition, EventBatch batch, Flags flags) {
        Pending taken = of(partition);
        for (int row = 0; row < batch.size(); row++) {
            int place = taken.places[row];
            scores[place] = flags.scoreHundredths[row] / 100.0;
            layers[place] = partition.layers().get(flags.layer[row]);
            flagged[place] = flags.flagged[row];
        }
        taken.size = 0;
    }

    /** The event that the partition gets next stands at this place of the sample. */
    void next(Partition partition, int place) {
        Pending next = of(partition);
        next.places[next.size++] = place;
    }

    private Pending of(Partition partition) {
        return pending.computeIfAbsent(partition, absent -> new Pending());
    }
}
