package science.pipeline.analytics.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Refusal;

/**
 * Where a dataset begins: in each partition that the topic has by then.
 *
 * @param edge which end of the topic, when no instant is given
 * @param instant of the first record by Kafka's timestamps, null for an edge
 * @param behind folder of another dataset of the topic, behind whose last records it begins; null for none
 */
public record StartPosition(
        Edge edge, @Nullable Instant instant, @Nullable Path behind) {

    private static final String BEHIND = "behind:";

    public enum Edge {
        EARLIEST,
        LATEST
    }

    public static StartPosition parse(String text) {
        if (text.startsWith(BEHIND) && text.length() > BEHIND.length()) {
            return new StartPosition(Edge.EARLIEST, null, Path.of(text.substring(BEHIND.length())));
        }
        return switch (text) {
            case "earliest" -> new StartPosition(Edge.EARLIEST, null, null);
            case "latest" -> new StartPosition(Edge.LATEST, null, null);
            default -> {
                try {
                    yield new StartPosition(Edge.EARLIEST, Instant.parse(text), null);
                } catch (DateTimeParseException wrong) {
                    throw new InvalidSetting(
                            "analytics.start",
                            "'" + text + "'",
                            "earliest, latest or an instant such as 2026-01-16T10:00:00Z; or behind:FOLDER");
                }
            }
        };
    }

    /** The offsets of all partitions that the topic has now; none where each begins at its beginning. */
    public Map<Integer, Long> offsets(String topic, Consumer<?, ?> consumer) {
        Path former = behind;
        if (former != null) {
            return offsetsBehind(former, topic);
        }
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

    /** Where the other dataset ends. */
    private static Map<Integer, Long> offsetsBehind(Path former, String topic) {
        Map<Integer, Long> offsets = new HashMap<>();
        try {
            ResultsFolder folder = ResultsFolder.existing(former);
            String found = folder.identity().source().topic();
            if (!found.equals(topic)) {
                throw new Refusal("analytics.start: the dataset in " + former + " is of topic " + found
                        + ", expected one of topic " + topic);
            }
            for (Commit commit : folder.newestBooks()) {
                offsets.put(commit.partition(), commit.nextOffset());
            }
        } catch (IOException none) {
            throw new Refusal("analytics.start: found no dataset in " + former + " (" + none + ")");
        }
        return offsets;
    }
}
