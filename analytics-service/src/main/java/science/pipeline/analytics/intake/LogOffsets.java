package science.pipeline.analytics.intake;

import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Which offsets Kafka has of a partition, asked for now. Touched by the consumer's thread. */
final class LogOffsets {

    private static final String ANSWERED = "BUG: Kafka answers for the partition that it was asked for";

    private LogOffsets() {}

    /** The first that retention has left. */
    static long first(Consumer<?, ?> consumer, TopicPartition partition) {
        return Objects.requireNonNull(
                consumer.beginningOffsets(List.of(partition)).get(partition), ANSWERED);
    }

    /** The one behind the last. */
    static long end(Consumer<?, ?> consumer, TopicPartition partition) {
        return Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition), ANSWERED);
    }
}
