package science.pipeline.benchmarks.endtoend;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Copies a topic, record by record and partition by partition, in transactions of so many records. */
final class Transactions {

    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final String from;
    private final String to;
    private final int records;

    Transactions(String bootstrapServers, String from, String to, int records) {
        this.bootstrapServers = bootstrapServers;
        this.from = from;
        this.to = to;
        this.records = records;
    }

    /** Both topics exist, with so many partitions. */
    void copy(int partitions) {
        IntStream.range(0, partitions).parallel().forEach(this::copyPartition);
    }

    private void copyPartition(int number) {
        TopicPartition source = new TopicPartition(from, number);
        try (KafkaConsumer<byte[], byte[]> reader = reader();
                KafkaProducer<byte[], byte[]> writer = writer(number)) {
            reader.assign(List.of(source));
            long left =
                    Objects.requireNonNull(reader.endOffsets(List.of(source)).get(source));
            writer.initTransactions();
            int open = 0;
            while (left > 0) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                    if (open++ == 0) {
                        writer.beginTransaction();
                    }
                    writer.send(new ProducerRecord<>(to, number, record.key(), record.value()));
                    left--;
                    if (open == records || left == 0) {
                        writer.commitTransaction();
                        open = 0;
                    }
                }
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> reader() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> writer(int number) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        to + "-" + number,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
