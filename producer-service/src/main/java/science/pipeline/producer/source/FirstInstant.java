package science.pipeline.producer.source;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import science.pipeline.event.EventTime;

/**
 * The instant of the first event, where timestamps are generated.
 *
 * @param fixed the instant; empty for the moment at which the first event is asked for
 */
public record FirstInstant(Optional<Instant> fixed) {

    /** The instant of the first event is the moment at which it is asked for. */
    public static final FirstInstant NOW = new FirstInstant(Optional.empty());

    /** Reads {@code now} or a timestamp as the event's, UTC. */
    public static FirstInstant of(String text) {
        if (text.equals("now")) {
            return NOW;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long micros = EventTime.parse(bytes, 0, bytes.length);
        if (micros == EventTime.INVALID) {
            throw new IllegalArgumentException(
                    "expected now, or an instant in UTC between 1970 and 2100 such as 2026-01-16T10:00:00Z");
        }
        return new FirstInstant(Optional.of(EventTime.toInstant(micros)));
    }

    public boolean isNow() {
        return fixed.isEmpty();
    }

    /**
     * Microseconds since 1970.
     *
     * @param earliest where it is now, it is not before this
     */
    public long micros(Clock clock, long earliest) {
        return fixed.map(EventTime::fromInstant)
                .orElseGet(() -> Math.max(EventTime.fromInstant(clock.instant()), earliest));
    }

    @Override
    public String toString() {
        return fixed.map(Instant::toString).orElse("now");
    }
}
