package science.pipeline.benchmarks.plain;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.serializer.JacksonJsonDeserializer;

/**
 * Spring's listener containers with Jackson's databind, record by record or in batches, the latter also with polls and
 * fetches tuned. Arguments: bootstrap servers, topic, folder, {@code record}, {@code batch} or {@code tuned-batch},
 * threads.
 */
public final class PlainListener {

    private final Path folder;
    private final Count count = new Count();

    private PlainListener(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) {
        PlainListener listener = new PlainListener(Path.of(arguments[2]));
        ContainerProperties properties = new ContainerProperties(arguments[1]);
        properties.setMessageListener(
                arguments[3].endsWith("batch")
                        ? (BatchMessageListener<byte[], PlainEvent>) listener::take
                        : (MessageListener<byte[], PlainEvent>) listener::take);
        var settings = arguments[3].startsWith("tuned")
                ? Connection.tuned(arguments[0], ByteArrayDeserializer.class)
                : Connection.plain(arguments[0], ByteArrayDeserializer.class);
        var factory = new DefaultKafkaConsumerFactory<>(
                settings, new ByteArrayDeserializer(), new JacksonJsonDeserializer<>(PlainEvent.class, false));
        var container = new ConcurrentMessageListenerContainer<>(factory, properties);
        container.setConcurrency(Integer.parseInt(arguments[4]));
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            container.stop();
            PlainFiles.flushAll();
        }));
    }

    private void take(ConsumerRecord<byte[], PlainEvent> record) {
        PlainFiles files = PlainFiles.of(folder, record.partition());
        files.write(record);
        count.add(1);
    }

    private void take(List<ConsumerRecord<byte[], PlainEvent>> records) {
        Set<PlainFiles> written = new HashSet<>();
        for (ConsumerRecord<byte[], PlainEvent> record : records) {
            PlainFiles files = PlainFiles.of(folder, record.partition());
            files.write(record);
            written.add(files);
        }
        written.forEach(PlainFiles::flush);
        count.add(records.size());
    }
}
