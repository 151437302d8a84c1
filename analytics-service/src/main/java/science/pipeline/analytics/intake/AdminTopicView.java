package science.pipeline.analytics.intake;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import science.pipeline.chassis.kafka.Cluster;
import science.pipeline.chassis.trouble.Right;

/** Asks Kafka's administrative interface. Any thread. */
final class AdminTopicView implements TopicView {

    private final Cluster cluster;
    private final String topic;
    private final String group;

    AdminTopicView(Cluster cluster, String topic, String group) {
        this.cluster = cluster;
        this.topic = topic;
        this.group = group;
    }

    @Override
    public Map<Integer, Long> ends(IsolationLevel level) throws IOException, InterruptedException {
        Right right = Right.topic("Describe", topic);
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        cluster.ask(
                        right,
                        admin -> admin.describeTopics(List.of(topic))
                                .topicNameValues()
                                .get(topic))
                .partitions()
                .forEach(found -> wanted.put(new TopicPartition(topic, found.partition()), OffsetSpec.latest()));
        Map<Integer, Long> ends = new HashMap<>();
        cluster.ask(
                        right,
                        admin -> admin.listOffsets(wanted, new ListOffsetsOptions(level))
                                .all())
                .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
        return ends;
    }

    @Override
    public Set<Integer> readPartitions() throws IOException, InterruptedException {
        ConsumerGroupDescription readers = readers();
        Set<Integer> read = new HashSet<>();
        if (readers.groupState() == GroupState.STABLE) {
            readers.members()
                    .forEach(reader -> reader.assignment().topicPartitions().stream()
                            .filter(partition -> partition.topic().equals(topic))
                            .forEach(partition -> read.add(partition.partition())));
        }
        return read;
    }

    @Override
    public boolean hasReaders() throws IOException, InterruptedException {
        return !readers().members().isEmpty();
    }

    private ConsumerGroupDescription readers() throws IOException, InterruptedException {
        return cluster.ask(
                Right.group("Describe", group),
                admin -> admin.describeConsumerGroups(List.of(group))
                        .describedGroups()
                        .get(group));
    }
}
