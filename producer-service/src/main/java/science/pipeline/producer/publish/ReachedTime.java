package science.pipeline.producer.publish;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far earlier runs have come in event time, which a run that produced faster than its event rate leaves ahead of
 * now. Where the next one began with now, its events would be late.
 */
final class ReachedTime {

    private ReachedTime() {}

    /** The latest of the partitions' last events; empty without any. */
    static OptionalLong of(TopicTail tail, SentEvent events) {
        return tail.latest(events::micros).stream()
                .flatMap(Optional::stream)
                .mapToLong(Long::longValue)
                .max();
    }
}
