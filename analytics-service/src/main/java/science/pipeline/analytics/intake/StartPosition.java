package science.pipeline.analytics.intake;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.InvalidSetting;

/**
 * Where a dataset begins: in each partition that the topic has by then.
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

    /** The offsets of all partitions that the topic has now; none where each begins at its beginning. */
    Map<Integer, Long> offsets(String topic, Consumer<?, ?> consumer) {
        if (instant == null && edge == Edge.EARLIEST) {
            return Map.of();
        }
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(found -> new TopicPartition(topic, found.partition()))
                .toList();
        Map<Integer, Long> offsets = new HashMap<>();
        consumer.endOffsets(partitions).forEach((partition, end) -> offsets.put(partition.partition(), end));
        if (instant != null) {
            Map<TopicPartition, Long> wanted = new HashMap<>();
            partitions.forEach(partition -> wanted.put(partition, instant.toEpochMilli()));
            consumer.offsetsForTimes(wanted).forEach((partition, found) -> {
                if (found != null) {
                    offsets.put(partition.partition(), found.offset());
                }
            });
        }
        return offsets;
    }
}
