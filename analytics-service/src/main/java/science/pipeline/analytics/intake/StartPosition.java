package science.pipeline.analytics.intake;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.InvalidSetting;

/**
 * Where a partition without commits begins.
 *
 * @param edge which end of the topic, when no instant is given
 * @param instant of the first record by Kafka's timestamps, null for an edge
 */
record StartPosition(Edge edge, @Nullable Instant instant) {

    enum Edge {
        EARLIEST,
        LATEST
    }

    static StartPosition parse(String text) {
        return switch (text) {
            case "earliest" -> new StartPosition(Edge.EARLIEST, null);
            case "latest" -> new StartPosition(Edge.LATEST, null);
            default -> {
                try {
                    yield new StartPosition(Edge.EARLIEST, Instant.parse(text));
                } catch (DateTimeParseException wrong) {
                    throw new InvalidSetting(
                            "analytics.start",
                            "'" + text + "'",
                            "earliest, latest or an instant such as 2026-01-16T10:00:00Z");
                }
            }
        };
    }

    long offset(TopicPartition partition, Consumer<?, ?> consumer, long first, long end) {
        if (instant == null) {
            return edge == Edge.EARLIEST ? first : end;
        }
        OffsetAndTimestamp found = consumer.offsetsForTimes(Map.of(partition, instant.toEpochMilli()))
                .get(partition);
        return found == null ? end : found.offset();
    }
}
