package science.pipeline.analytics.intake;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka's administrative interface. Any thread. */
final class AdminTopicView implements TopicView {

    private static final int PATIENCE_SECONDS = 5;

    private final Admin admin;
    private final String topic;
    private final String group;

    AdminTopicView(Admin admin, String topic, String group) {
        this.admin = admin;
        this.topic = topic;
        this.group = group;
    }

    @Override
    public Map<Integer, Long> ends(IsolationLevel level) throws IOException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        answer(admin.describeTopics(List.of(topic)).topicNameValues().get(topic))
                .partitions()
                .forEach(found -> wanted.put(new TopicPartition(topic, found.partition()), OffsetSpec.latest()));
        Map<Integer, Long> ends = new HashMap<>();
        answer(admin.listOffsets(wanted, new ListOffsetsOptions(level)).all())
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
        return answer(
                admin.describeConsumerGroups(List.of(group)).describedGroups().get(group));
    }

    private static <T> T answer(KafkaFuture<T> question) throws IOException, InterruptedException {
        try {
            return question.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException unknown) {
            throw new IOException("Kafka did not say: " + unknown, unknown);
        }
    }
}
