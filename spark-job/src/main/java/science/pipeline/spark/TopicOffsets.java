package science.pipeline.spark;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import science.pipeline.chassis.kafka.Cluster;
import science.pipeline.chassis.trouble.Right;

/** Where the partitions of a topic begin and end. Any thread. */
record TopicOffsets(Cluster cluster, String topic) {

    /** The first offset of each partition. */
    Map<Integer, Long> firsts() throws IOException, InterruptedException {
        return ask(OffsetSpec.earliest(), IsolationLevel.READ_COMMITTED);
    }

    /** Where what can be read of each partition ends. */
    Map<Integer, Long> readableEnds() throws IOException, InterruptedException {
        return ask(OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    /** Where each partition ends, what lies behind open transactions included. */
    Map<Integer, Long> ends() throws IOException, InterruptedException {
        return ask(OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    private Map<Integer, Long> ask(OffsetSpec which, IsolationLevel level) throws IOException, InterruptedException {
        Right right = Right.topic("Describe", topic);
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        cluster.ask(
                        right,
                        admin -> admin.describeTopics(List.of(topic))
                                .topicNameValues()
                                .get(topic))
                .partitions()
                .forEach(found -> wanted.put(new TopicPartition(topic, found.partition()), which));
        Map<Integer, Long> offsets = new HashMap<>();
        cluster.ask(
                        right,
                        admin -> admin.listOffsets(wanted, new ListOffsetsOptions(level))
                                .all())
                .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
        return offsets;
    }
}
