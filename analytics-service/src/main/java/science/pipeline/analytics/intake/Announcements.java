package science.pipeline.analytics.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.springframework.kafka.core.KafkaTemplate;
import science.pipeline.analysis.aggregate.WindowStatistics;
import science.pipeline.analysis.watch.DetectorAlarm;

/**
 * Sends alerts and statistics to their topics. Alerts ride in the commit that they belong to and are sent once it
 * stands; the next commit waits until they are acknowledged, so each is sent at least once. Any thread.
 */
public final class Announcements {

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final String alertsTopic;
    private final String statisticsTopic;
    private final Map<Integer, List<CompletableFuture<?>>> underway = new ConcurrentHashMap<>();

    /** An empty topic is off. */
    Announcements(KafkaTemplate<byte[], byte[]> kafka, String alertsTopic, String statisticsTopic) {
        this.kafka = kafka;
        this.alertsTopic = alertsTopic;
        this.statisticsTopic = statisticsTopic;
    }

    /** Sends the alerts of a partition's newest commit. */
    void alerts(int partition, List<String> alerts) {
        if (alertsTopic.isEmpty() || alerts.isEmpty()) {
            return;
        }
        byte[] key = Integer.toString(partition).getBytes(StandardCharsets.US_ASCII);
        underway.put(
                partition,
                alerts.stream()
                        .<CompletableFuture<?>>map(
                                alert -> kafka.send(alertsTopic, key, alert.getBytes(StandardCharsets.UTF_8)))
                        .toList());
    }

    /** Sends alarms of the watch over the detectors, keyed by detector, and waits until they are acknowledged. */
    void alarms(List<DetectorAlarm> alarms) throws IOException, InterruptedException {
        if (alertsTopic.isEmpty()) {
            return;
        }
        await(alarms.stream()
                .<CompletableFuture<?>>map(alarm ->
                        kafka.send(alertsTopic, alarm.detector().getBytes(StandardCharsets.US_ASCII), Alert.of(alarm)))
                .toList());
    }

    /** Waits until the alerts of the partition's last commit are acknowledged. */
    void awaitAlerts(int partition) throws IOException, InterruptedException {
        List<CompletableFuture<?>> sent = underway.remove(partition);
        await(sent == null ? List.of() : sent);
    }

    private static void await(List<CompletableFuture<?>> sent) throws IOException, InterruptedException {
        for (CompletableFuture<?> alert : sent) {
            try {
                alert.get();
            } catch (ExecutionException failed) {
                throw new IOException("an alert was not acknowledged: " + failed.getCause(), failed);
            }
        }
    }

    /**
     * Sends the statistics of a window, keyed by its start. A later revision of the window may follow; the file in the
     * results folder is what counts, so nobody waits for this one.
     */
    public void statistics(WindowStatistics window, byte[] json) {
        if (!statisticsTopic.isEmpty()) {
            String key = window.windowStart() == null ? "outside" : window.windowStart();
            kafka.send(statisticsTopic, key.getBytes(StandardCharsets.US_ASCII), json);
        }
    }
}
