package science.pipeline.producer.publish;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What stands at the ends of a topic's partitions: where earlier runs stopped. Touched by one thread. */
final class TopicTail implements Publisher.Tail, AutoCloseable {

    private static final long FIRST_WINDOW = 1_000;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int PATIENCE = 30;

    /** Whoever asks holds the run's lock, and asks again. */
    private static final int ANSWER_MILLIS = 10_000;

    private final List<TopicPartition> partitions;
    private final KafkaConsumer<byte[], byte[]> kafka;
    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> ends;

    /** @param consumerSettings how Kafka is reached; groups are not used, and uncommitted records count too */
    TopicTail(String topic, int partitionCount, Map<String, Object> consumerSettings) {
        partitions = IntStream.range(0, partitionCount)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        Map<String, Object> settings = new HashMap<>(consumerSettings);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        kafka = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        begins = kafka.beginningOffsets(partitions);
        ends = kafka.endOffsets(partitions);
    }

    /** How many offsets have ever been given out, over all partitions. */
    long offsets() {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * What the newest records tell, by partition.
     *
     * @param meaning what a record tells, empty if nothing; records are read backwards until one tells something
     */
    <T> List<Optional<T>> newest(Function<ConsumerRecord<byte[], byte[]>, Optional<T>> meaning) {
        return partitions.stream().map(partition -> newest(partition, meaning)).toList();
    }

    /** The same of the last {@value #FIRST_WINDOW} offsets of each partition only. */
    <T> List<Optional<T>> latest(Function<ConsumerRecord<byte[], byte[]>, Optional<T>> meaning) {
        return partitions.stream()
                .map(partition -> {
                    kafka.assign(List.of(partition));
                    long end = ends.getOrDefault(partition, 0L);
                    long from = Math.max(begins.getOrDefault(partition, 0L), end - FIRST_WINDOW);
                    return newest(partition, from, end, meaning);
                })
                .toList();
    }

    /** By partition, the offset behind its last record. */
    long[] ends() {
        return partitions.stream()
                .mapToLong(partition -> ends.getOrDefault(partition, 0L))
                .toArray();
    }

    @Override
    public void since(long[] offsets, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        for (TopicPartition partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            int number = partition.partition();
            long from = number < offsets.length ? Math.max(begin, offsets[number]) : begin;
            kafka.assign(List.of(partition));
            newest(partition, from, ends.getOrDefault(partition, 0L), record -> {
                reader.accept(record);
                return Optional.empty();
            });
        }
    }

    @Override
    public void close() {
        kafka.close();
    }

    private <T> Optional<T> newest(
            TopicPartition partition, Function<ConsumerRecord<byte[], byte[]>, Optional<T>> meaning) {
        kafka.assign(List.of(partition));
        long begin = begins.getOrDefault(partition, 0L);
        long end = ends.getOrDefault(partition, 0L);
        for (long window = FIRST_WINDOW; end > begin; window *= 2) {
            long from = Math.max(begin, end - window);
            Optional<T> found = newest(partition, from, end, meaning);
            if (found.isPresent()) {
                return found;
            }
            end = from;
        }
        return Optional.empty();
    }

    private <T> Optional<T> newest(
            TopicPartition partition,
            long from,
            long end,
            Function<ConsumerRecord<byte[], byte[]>, Optional<T>> meaning) {
        Optional<T> newest = Optional.empty();
        kafka.seek(partition, from);
        int patience = PATIENCE;
        while (kafka.position(partition) < end) {
            List<ConsumerRecord<byte[], byte[]>> records = kafka.poll(POLL).records(partition);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset() < end) {
                    Optional<T> told = meaning.apply(record);
                    newest = told.isPresent() ? told : newest;
                }
            }
            patience = records.isEmpty() ? patience - 1 : PATIENCE;
            if (patience == 0) {
                throw new TimeoutException(
                        "Nothing came of " + partition + " from offset " + kafka.position(partition) + " on");
            }
        }
        return newest;
    }
}
