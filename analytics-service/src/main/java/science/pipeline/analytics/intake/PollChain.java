package science.pipeline.analytics.intake;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Notes on each poll where the one before it ended. It sits in Kafka's client, so it sees every poll, also one that is
 * lost on the way to us: the next one then does not begin where we stand. One of these per consumer, made by Kafka's
 * client, called on the thread that polls.
 */
public final class PollChain implements ConsumerInterceptor<ByteBuffer, ByteBuffer> {

    private final Map<TopicPartition, Long> ends = new HashMap<>();

    @Override
    public ConsumerRecords<ByteBuffer, ByteBuffer> onConsume(ConsumerRecords<ByteBuffer, ByteBuffer> records) {
        Map<TopicPartition, Long> begins = new HashMap<>(ends);
        records.nextOffsets().forEach((partition, next) -> ends.put(partition, next.offset()));
        Map<TopicPartition, List<ConsumerRecord<ByteBuffer, ByteBuffer>>> found = new HashMap<>();
        records.partitions().forEach(partition -> found.put(partition, records.records(partition)));
        return new Poll(found, records.nextOffsets(), begins);
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // Kafka's positions are for lag tools
    }

    @Override
    public void configure(Map<String, ?> settings) {
        // nothing to set
    }

    @Override
    public void close() {
        // nothing to close
    }
}
