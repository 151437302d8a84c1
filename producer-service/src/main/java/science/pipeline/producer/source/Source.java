package science.pipeline.producer.source;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.Event;

/**
 * Events in their order. A source can be read again from any position and then gives the same events (their timestamps
 * excepted, where these follow the clock). Touched by one thread.
 */
public interface Source extends AutoCloseable {

    /**
     * The next event, or null at the end of the source.
     *
     * @throws SourceException if what stands there is no event
     */
    @Nullable Event next();

    /** Where the event stands that {@link #next} returned last. */
    Position position();

    /** Goes to a position, so that {@link #next} returns the event that stands there. */
    void seek(Position position);

    /** Whether its timestamps begin with the moment at which the first event is asked for. */
    default boolean beginsNow() {
        return false;
    }

    /**
     * Of a source that begins now: its first event comes a step behind this instant, which earlier runs have reached,
     * if that is later than now. Called before the first event is asked for.
     *
     * @param micros microseconds since 1970
     */
    default void goOnAfter(long micros) {
        // Its timestamps follow from elsewhere.
    }

    /** How many events {@link #next} will return before the end, if there is an end and it is known. */
    OptionalLong remaining();

    /**
     * Tells this source's events from others in the same topic, the same in every run. Empty if the events' own ids
     * tell their positions.
     */
    OptionalInt identity();

    @Override
    void close();
}
