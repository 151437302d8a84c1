package science.pipeline.event;

import java.util.List;

/**
 * Events that go into one record together. What belongs to all of them the first one says.
 *
 * @param events at least one, all of one schema
 */
public record Frame(List<Event> events) implements Event {

    public Frame {
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("BUG: a frame without events");
        }
    }

    private Event first() {
        return events.get(0);
    }

    @Override
    public long timestampMicros() {
        return first().timestampMicros();
    }

    /** All of them. */
    @Override
    public Frame at(long micros) {
        return new Frame(events.stream().map(event -> event.at(micros)).toList());
    }

    @Override
    public String detector() {
        return first().detector();
    }

    @Override
    public String id() {
        return first().id();
    }
}
