package science.pipeline.analytics.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.kafka.core.KafkaTemplate;
import science.pipeline.analysis.aggregate.WindowStatistics;
import science.pipeline.analysis.watch.DetectorAlarm;
import science.pipeline.analytics.dataset.UnsentAlerts;

/**
 * Sends alerts and statistics to their topics. Alerts ride in the commit that they belong to and are sent once it
 * stands; the next commit waits until they are acknowledged, so each is sent at least once. Any thread.
 */
public final class Announcements {

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final String alertsTopic;
    private final String statisticsTopic;
    private final Map<Integer, CompletableFuture<Void>> underway = new ConcurrentHashMap<>();

    /** An empty topic is off. */
    Announcements(KafkaTemplate<byte[], byte[]> kafka, String alertsTopic, String statisticsTopic) {
        this.kafka = kafka;
        this.alertsTopic = alertsTopic;
        this.statisticsTopic = statisticsTopic;
    }

    /** Sends the alerts of a partition's newest commit. */
    void alerts(int partition, UnsentAlerts alerts) {
        List<String> documents = alerts.documents();
        if (alertsTopic.isEmpty() || documents.isEmpty()) {
            return;
        }
        byte[] key = Integer.toString(partition).getBytes(StandardCharsets.US_ASCII);
        // Counted down, as keeping each one's future would keep its alert.
        AtomicInteger missing = new AtomicInteger(documents.size());
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        for (String document : documents) {
            kafka.send(alertsTopic, key, document.getBytes(StandardCharsets.UTF_8))
                    .whenComplete((sent, failure) -> {
                        if (failure != null) {
                            acknowledged.completeExceptionally(failure);
                        } else if (missing.decrementAndGet() == 0) {
                            acknowledged.complete(null);
                        }
                    });
        }
        underway.put(partition, acknowledged);
    }

    /** Sends alarms of the watch over the detectors, keyed by detector, and waits until they are acknowledged. */
    void alarms(List<DetectorAlarm> alarms) throws IOException, InterruptedException {
        if (alertsTopic.isEmpty()) {
            return;
        }
        await(CompletableFuture.allOf(alarms.stream()
                .map(alarm ->
                        kafka.send(alertsTopic, alarm.detector().getBytes(StandardCharsets.US_ASCII), Alert.of(alarm)))
                .toArray(CompletableFuture[]::new)));
    }

    /** Waits until the alerts of the partition's last commit are acknowledged. */
    void awaitAlerts(int partition) throws IOException, InterruptedException {
        CompletableFuture<Void> acknowledged = underway.remove(partition);
        if (acknowledged != null) {
            await(acknowledged);
        }
    }

    private static void await(CompletableFuture<Void> acknowledged) throws IOException, InterruptedException {
        try {
            acknowledged.get();
        } catch (ExecutionException failed) {
            throw new IOException("an alert was not acknowledged: " + failed.getCause(), failed);
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
