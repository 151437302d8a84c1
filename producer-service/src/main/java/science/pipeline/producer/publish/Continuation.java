package science.pipeline.producer.publish;

import java.util.List;
import java.util.Optional;
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

    /** At the beginning, whatever the topic holds. */
    static Continuation afresh() {
        return new Continuation(Position.FIRST, List.of());
    }

    /**
     * Behind every synthetic event that the topic has ever held. As many ids as offsets were given out at least; a run
     * that was killed may have used some more, which are found in the newest records. The sum of both rules survives
     * retention (offsets go on) and replays in the same topic (their records bear a mark and are passed over). On a
     * fresh topic the first id is 0, so that the same seed gives the same bytes there.
     *
     * @param frame how many events a record holds
     */
    static Continuation ofSynthetic(TopicTail tail, SentEvent events, int frame) {
        long first = tail.offsets() * frame;
        for (Optional<Long> id : tail.newest(events::id)) {
            first = Math.max(first, id.orElse(-1L) + 1);
        }
        return new Continuation(new Position(0, (first + frame - 1) / frame), List.of());
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
}
