package science.pipeline.analytics.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import science.pipeline.chassis.trouble.Causes;
import science.pipeline.formats.FileFault;
import science.pipeline.formats.RecordRows;

/** Some records of a topic: the first and the last ones of each partition. Nobody's position changes by it. */
public final class TopicSample {

    private static final int FROM_EACH_END = 2_500;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final List<RecordRows.Value> values = new ArrayList<>();

    /** As much of Spring as tells how Kafka is reached. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(KafkaAutoConfiguration.class)
    static class Reach {}

    private TopicSample(Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    /**
     * Reads a sample.
     *
     * @param options as the service takes them, {@code --spring.kafka.bootstrap-servers=…}
     * @throws FileFault if there is no such topic, no record in it, or no answer
     */
    public static RecordRows of(String topic, String... options) {
        Map<String, Object> settings = settings(options);
        String servers = String.valueOf(settings.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG))
                .replaceAll("[\\[\\] ]", "");
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return new TopicSample(consumer, topic).read(servers);
        } catch (KafkaException e) {
            throw new FileFault(
                    topic + " is no file here, and as a topic it cannot be read: "
                            + Causes.at(servers).of(e).sentence(),
                    e);
        }
    }

    private static Map<String, Object> settings(String... options) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Reach.class)
                .web(WebApplicationType.NONE)
                .run(options)) {
            ConsumerFactory<?, ?> factory = context.getBean(ConsumerFactory.class);
            Map<String, Object> settings = new HashMap<>(factory.getConfigurationProperties());
            settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
            settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
            settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
            return settings;
        }
    }

    private RecordRows read(String servers) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic, PATIENCE);
        if (partitions == null || partitions.isEmpty()) {
            throw new FileFault("found neither a file nor a topic " + topic + " (Kafka at " + servers + ")");
        }
        int most = Math.max(1, FROM_EACH_END / partitions.size());
        for (PartitionInfo info : partitions) {
            TopicPartition partition = new TopicPartition(topic, info.partition());
            consumer.assign(List.of(partition));
            long begin = LogOffsets.first(consumer, partition);
            long end = LogOffsets.end(consumer, partition);
            read(partition, begin, Math.min(end, begin + most));
            read(partition, Math.max(begin + most, end - most), end);
        }
        if (values.isEmpty()) {
            throw new FileFault(topic + ": found no records, expected some to describe");
        }
        return new RecordRows(topic, values);
    }

    /** Records up to an offset; what is not there, as markers of transactions, is not waited for. */
    private void read(TopicPartition partition, long from, long to) {
        if (from >= to) {
            return;
        }
        consumer.seek(partition, from);
        while (consumer.position(partition) < to) {
            long before = consumer.position(partition);
            ConsumerRecords<byte[], byte[]> records = consumer.poll(PATIENCE);
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                if (record.offset() < to) {
                    values.add(new RecordRows.Value(
                            "partition " + record.partition() + ", offset " + record.offset(), record.value()));
                }
            }
            if (records.isEmpty() && consumer.position(partition) == before) {
                return;
            }
        }
    }
}
