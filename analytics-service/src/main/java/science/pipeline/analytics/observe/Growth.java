package science.pipeline.analytics.observe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import science.pipeline.analytics.intake.PartitionStatus;
import science.pipeline.dataset.sink.PartitionCounts;

/**
 * By how much a figure of the ledger has grown from one look to the next, over all partitions. What the books held when
 * a partition was taken over is no growth. Touched by one thread.
 */
final class Growth {

    private final ToLongFunction<PartitionCounts> figure;
    private Map<Integer, Long> before = Map.of();

    Growth(ToLongFunction<PartitionCounts> figure) {
        this.figure = figure;
    }

    long since(List<PartitionStatus> statuses) {
        Map<Integer, Long> now = new HashMap<>();
        for (PartitionStatus status : statuses) {
            if (!status.counts().equals(PartitionCounts.NONE)) {
                now.put(status.partition(), figure.applyAsLong(status.counts()));
            }
        }
        long grown = 0;
        for (Map.Entry<Integer, Long> partition : now.entrySet()) {
            Long former = before.get(partition.getKey());
            grown += former == null ? 0 : Math.max(0, partition.getValue() - former);
        }
        before = now;
        return grown;
    }
}
