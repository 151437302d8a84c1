package science.pipeline.benchmarks.plain;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The client's settings. */
final class Connection {

    private Connection() {}

    /** Polls and fetches of the size that suits a drain best. */
    static Map<String, Object> tuned(String bootstrapServers, Class<?> valueDeserializer) {
        Map<String, Object> settings = plain(bootstrapServers, valueDeserializer);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 20_000);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024 * 1024);
        return settings;
    }

    /** Polls and fetches as Kafka's client has them unless told otherwise. */
    static Map<String, Object> plain(String bootstrapServers, Class<?> valueDeserializer) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(
                ConsumerConfig.GROUP_ID_CONFIG,
                "plain-" + ProcessHandle.current().pid());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, valueDeserializer);
        return settings;
    }
}
