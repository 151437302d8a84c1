package science.pipeline.producer.publish;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import science.pipeline.producer.source.Position;

/**
 * Events that a client took and gave up when Kafka denied it or cut its connection. What became of its last requests no
 * client knows, and a new one cannot ask for it: the topic is looked at instead. A record is one of these events if it
 * bears its mark, or else the same bytes. Touched by the sending thread only.
 */
final class GivenUp {

    private final @Nullable ReplayMark mark;

    /** By what is told of a record: the position that its mark names, or its bytes. */
    private final Map<Object, Deque<Position>> missing = new HashMap<>();

    private int found;

    /** @param mark what records bear; null where they bear none */
    GivenUp(@Nullable ReplayMark mark) {
        this.mark = mark;
    }

    /** One of the events, as it was sent; in the order of their positions. */
    void add(Position position, ProducerRecord<byte[], byte[]> record) {
        missing.computeIfAbsent(trace(record.headers(), record.value()), trace -> new ArrayDeque<>())
                .add(position);
    }

    /** A record of the topic that was written since. */
    void see(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null) {
            Deque<Position> sent = missing.get(trace(record.headers(), record.value()));
            if (sent != null && sent.poll() != null) {
                found++;
            }
        }
    }

    private Object trace(Headers headers, byte[] value) {
        Object bytes = ByteBuffer.wrap(value);
        return mark == null
                ? bytes
                : mark.position(headers).<Object>map(position -> position).orElse(bytes);
    }

    /** How many of them the topic has. */
    int found() {
        return found;
    }

    /** The others. */
    SortedSet<Position> missing() {
        SortedSet<Position> positions = new TreeSet<>();
        missing.values().forEach(positions::addAll);
        return positions;
    }
}
