package science.pipeline.analytics.intake;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import science.pipeline.chassis.kafka.Cluster;
import science.pipeline.chassis.kafka.NotReadyException;
import science.pipeline.chassis.trouble.Right;

/** Where the partitions that other instances read end; asked every few seconds. Any thread. */
final class Ends {

    private final Cluster cluster;
    private final String topic;
    private volatile Map<Integer, Long> ends = Map.of();

    Ends(Cluster cluster, String topic) {
        this.cluster = cluster;
        this.topic = topic;
    }

    /** Asks Kafka, if there is anything to ask. */
    void look(Collection<Integer> partitions) throws NotReadyException, InterruptedException {
        if (partitions.isEmpty()) {
            ends = Map.of();
            return;
        }
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(new TopicPartition(topic, partition), OffsetSpec.latest()));
        Map<Integer, Long> found = new HashMap<>();
        cluster.ask(
                        Right.topic("Describe", topic),
                        admin -> admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                                .all())
                .forEach((partition, end) -> found.put(partition.partition(), end.offset()));
        ends = found;
    }

    /** Nobody knows while Kafka does not answer. */
    void forget() {
        ends = Map.of();
    }

    /** Records between an offset and the end; -1 while unknown. */
    long lag(int partition, long nextOffset) {
        Long end = ends.get(partition);
        return end == null ? -1 : Math.max(0, end - nextOffset);
    }
}
