package science.pipeline.producer.publish;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import science.pipeline.event.EventTime;

/**
 * How far earlier runs have come in event time, which a run that produced faster than its event rate leaves ahead of
 * now. Where the next one began with now, its events would be late.
 */
final class ReachedTime {

    private static final byte[] TIME = ",\"timestamp\":\"".getBytes(StandardCharsets.US_ASCII);

    /** The timestamp is the second field, behind an id of at most 20 characters. */
    private static final int FURTHEST = 40;

    private ReachedTime() {}

    /** The latest of the partitions' last events, as this producer writes them; empty without any. */
    static OptionalLong of(TopicTail tail) {
        return tail.latest(ReachedTime::micros).stream()
                .flatMap(Optional::stream)
                .mapToLong(Long::longValue)
                .max();
    }

    private static Optional<Long> micros(ConsumerRecord<byte[], byte[]> record) {
        byte[] json = record.value();
        if (json == null) {
            return Optional.empty();
        }
        int last = Math.min(FURTHEST, json.length - TIME.length - EventTime.WRITTEN_LENGTH);
        for (int at = 0; at <= last; at++) {
            int start = at + TIME.length;
            if (Arrays.equals(json, at, start, TIME, 0, TIME.length)) {
                long micros = EventTime.parse(json, start, start + EventTime.WRITTEN_LENGTH);
                return micros == EventTime.INVALID ? Optional.empty() : Optional.of(micros);
            }
        }
        return Optional.empty();
    }
}
