package science.pipeline.benchmarks.plain;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** One thread that polls and counts: the limit of the client. Arguments: bootstrap servers, topic. */
public final class BareConsumer {

    private BareConsumer() {}

    public static void main(String[] arguments) {
        Count count = new Count();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(Connection.tuned(arguments[0], ByteArrayDeserializer.class))) {
            consumer.subscribe(List.of(arguments[1]));
            while (!Thread.currentThread().isInterrupted()) {
                long bytes = 0;
                int records = 0;
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    bytes += record.value().length;
                    records++;
                }
                count.add(bytes == 0 ? 0 : records);
            }
        }
    }
}
