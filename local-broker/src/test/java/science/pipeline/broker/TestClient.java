package science.pipeline.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What producers and consumers do, as a check that a node works. */
record TestClient(String bootstrapServers) {

    void createTopic(String name, int partitions, int replicas) throws Exception {
        try (Admin admin = Admin.create(settings())) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) replicas)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    /** Sends records to partition 0; returns once all of them are acknowledged by all in-sync replicas. */
    void send(String topic, List<String> values) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings(), new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, 0, null, value)).get(30, TimeUnit.SECONDS);
            }
        }
    }

    /** Reads partition 0 from the start as a member of a group, until {@code count} records are there. */
    List<String> read(String topic, int count) {
        Map<String, Object> settings = settings();
        settings.put("group.id", "readers");
        settings.put("session.timeout.ms", 1000);
        settings.put("heartbeat.interval.ms", 300);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100))
                        .records(new TopicPartition(topic, 0))
                        .forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    String clusterId() throws Exception {
        try (Admin admin = Admin.create(settings())) {
            return admin.describeCluster().clusterId().get(30, TimeUnit.SECONDS);
        }
    }

    static List<String> numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> "record " + n).toList();
    }

    private Map<String, Object> settings() {
        return new HashMap<>(Map.of("bootstrap.servers", bootstrapServers));
    }
}
