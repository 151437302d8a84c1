package science.pipeline.analytics.intake;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What one poll brought, together with where the poll before it had ended. */
final class Poll extends ConsumerRecords<ByteBuffer, ByteBuffer> {

    private final Map<TopicPartition, Long> begins;

    Poll(
            Map<TopicPartition, List<ConsumerRecord<ByteBuffer, ByteBuffer>>> records,
            Map<TopicPartition, OffsetAndMetadata> nextOffsets,
            Map<TopicPartition, Long> begins) {
        super(records, nextOffsets);
        this.begins = begins;
    }

    /** By partition, also where the position moved over offsets without a record. */
    static Map<TopicPartition, Stretch> stretches(ConsumerRecords<ByteBuffer, ByteBuffer> records) {
        Set<TopicPartition> partitions = new HashSet<>(records.partitions());
        partitions.addAll(records.nextOffsets().keySet());
        Map<TopicPartition, Stretch> stretches = new LinkedHashMap<>();
        for (TopicPartition partition : partitions) {
            long begin = records instanceof Poll poll
                    ? poll.begins.getOrDefault(partition, Stretch.UNKNOWN)
                    : Stretch.UNKNOWN;
            List<ConsumerRecord<ByteBuffer, ByteBuffer>> found = records.records(partition);
            OffsetAndMetadata next = records.nextOffsets().get(partition);
            stretches.put(partition, new Stretch(begin, found, next == null ? Stretch.UNKNOWN : next.offset()));
        }
        return stretches;
    }
}
