package science.pipeline.standalone;

import org.apache.kafka.common.Metric;
import org.springframework.kafka.core.KafkaTemplate;
import science.pipeline.analytics.observe.PipelineProgress;
import science.pipeline.producer.publish.Brake;
import science.pipeline.producer.publish.Emission;

/**
 * Holds the producer back while so much is unread that the broker would soon remove the oldest of it.
 *
 * <p>Half of the retention is left free: keys may put twice the average into one of the partitions, which share the
 * retention, and a look is some moments old. The size of a record is the client's own average before compression, so
 * the estimate errs on the safe side.
 */
final class RetentionBrake implements Brake {

    private static final double USABLE = 0.5;

    private final double mostUnreadBytes;
    private volatile boolean engaged;

    RetentionBrake(long retentionBytes) {
        this.mostUnreadBytes = USABLE * retentionBytes;
    }

    /** For a cluster whose retention is not ours to know. */
    static RetentionBrake none() {
        return new RetentionBrake(Long.MAX_VALUE);
    }

    @Override
    public boolean engaged() {
        return engaged;
    }

    /** Looks how far the reader is behind; to be called some times a second. */
    void look(Emission emission, PipelineProgress progress, KafkaTemplate<?, ?> client) {
        // Until the reader knows its lag, it has read nothing of this run.
        long unread = progress.lag() < 0 ? emission.acknowledged() : progress.lag();
        look(unread, recordBytes(client));
    }

    void look(long unreadRecords, double recordBytes) {
        engaged = unreadRecords * recordBytes > mostUnreadBytes;
    }

    /** 0 while nothing has been sent. */
    private static double recordBytes(KafkaTemplate<?, ?> client) {
        return client.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("record-size-avg"))
                .filter(metric -> metric.metricName().group().equals("producer-metrics"))
                .map(Metric::metricValue)
                .mapToDouble(value -> value instanceof Double bytes && !bytes.isNaN() ? bytes : 0)
                .max()
                .orElse(0);
    }
}
