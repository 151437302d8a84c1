package science.pipeline.benchmarks.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Listens for alerts, and notes how long after its event each of them comes. */
final class AlertProbe implements AutoCloseable {

    private static final String ALERTS = "particle-alerts";
    private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\":\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());
    private final Thread listener;
    private volatile boolean listening = true;
    private volatile boolean counting;

    AlertProbe(Cluster cluster) {
        listener = new Thread(() -> listen(cluster.bootstrapServers), "alerts");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen(String bootstrapServers) {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            while (listening && consumer.assignment().isEmpty()) {
                consumer.assign(consumer.listTopics().getOrDefault(ALERTS, List.of()).stream()
                        .map(found -> new TopicPartition(ALERTS, found.partition()))
                        .toList());
            }
            while (listening) {
                consumer.poll(PATIENCE).forEach(this::note);
            }
        }
    }

    private void note(ConsumerRecord<String, String> alert) {
        Matcher timestamp = TIMESTAMP.matcher(alert.value());
        if (counting && timestamp.find()) {
            Instant event = LocalDateTime.parse(timestamp.group(1)).toInstant(ZoneOffset.UTC);
            millis.add(Duration.between(event, Instant.now()).toNanos() / 1e6);
        }
    }

    /** From now on alerts count. */
    void count() {
        counting = true;
    }

    /** The 99th percentile as a cell of a table, milliseconds; a dash without alerts. */
    String cell() {
        synchronized (millis) {
            List<Double> sorted = millis.stream().sorted().toList();
            return sorted.isEmpty()
                    ? "–"
                    : String.format(Locale.ROOT, "%.0f", sorted.get((int) Math.ceil(0.99 * sorted.size()) - 1));
        }
    }

    @Override
    public void close() {
        listening = false;
        try {
            listener.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
