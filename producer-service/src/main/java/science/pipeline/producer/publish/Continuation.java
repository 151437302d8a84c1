package science.pipeline.producer.publish;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import science.pipeline.producer.source.Position;

/**
 * Where a run begins, so that it goes on where earlier ones stopped. The topic tells, which is the one place that
 * cannot disagree with itself.
 *
 * @param start the first event to be looked at
 * @param reached the last event that each partition has of this source; empty where it has none. The partitions of one
 *     source fill in its order, so what a partition lacks comes after what it has, and a run that was killed is
 *     continued without a hole and without a repetition
 */
record Continuation(Position start, List<Optional<Position>> reached) {

    private static final byte[] SYNTHETIC = "{\"event_id\":".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_DIGITS = 18;

    /** At the beginning, whatever the topic holds. */
    static Continuation afresh() {
        return new Continuation(Position.FIRST, List.of());
    }

    /**
     * Behind every synthetic event that the topic has ever held. As many ids as offsets were given out at least; a run
     * that was killed may have used some more, which are found in the newest records. The sum of both rules survives
     * retention (offsets go on) and replays in the same topic (their records bear a mark and are passed over). On a
     * fresh topic the first id is 0, so that the same seed gives the same bytes there.
     */
    static Continuation ofSynthetic(TopicTail tail) {
        long first = tail.offsets();
        for (Optional<Long> id : tail.newest(Continuation::syntheticId)) {
            first = Math.max(first, id.orElse(-1L) + 1);
        }
        return new Continuation(new Position(0, first), List.of());
    }

    /** Behind what each partition has of a replay; at its beginning as long as a partition has nothing. */
    static Continuation ofReplay(TopicTail tail, ReplayMark mark) {
        List<Optional<Position>> reached = tail.newest(record -> mark.position(record.headers()));
        Position start = reached.stream()
                .map(position -> position.map(Position::next).orElse(Position.FIRST))
                .min(Position::compareTo)
                .orElse(Position.FIRST);
        return new Continuation(start, reached);
    }

    /** Whether a partition has the event at this position already. */
    boolean has(int partition, Position position) {
        return !reached.isEmpty()
                && reached.get(partition)
                        .map(last -> position.compareTo(last) <= 0)
                        .orElse(false);
    }

    /** The id, if the record is written as the synthetic source's are. */
    private static Optional<Long> syntheticId(ConsumerRecord<byte[], byte[]> record) {
        byte[] json = record.value();
        if (json == null || ReplayMark.isOn(record.headers()) || !startsSynthetic(json)) {
            return Optional.empty();
        }
        long id = 0;
        int digits = 0;
        for (int i = SYNTHETIC.length; i < json.length && json[i] >= '0' && json[i] <= '9'; i++) {
            id = id * 10 + json[i] - '0';
            digits++;
        }
        return digits > 0 && digits <= MOST_DIGITS ? Optional.of(id) : Optional.empty();
    }

    private static boolean startsSynthetic(byte[] json) {
        return json.length > SYNTHETIC.length
                && Arrays.equals(json, 0, SYNTHETIC.length, SYNTHETIC, 0, SYNTHETIC.length);
    }
}
