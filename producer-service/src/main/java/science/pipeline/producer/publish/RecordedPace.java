package science.pipeline.producer.publish;

import java.time.Duration;
import science.pipeline.event.Event;
import science.pipeline.producer.source.Position;

/** As recorded, or faster or slower by a factor: the distances between the events' own timestamps count. */
final class RecordedPace implements Pace {

    private static final double NANOS_PER_MICRO = 1000;

    private final double nanosPerMicro;
    private final long tickNanos;
    private long dueNanos;
    private boolean started;
    private int pass;
    private long firstMicros;
    private long startNanos;

    RecordedPace(double factor, Duration tick) {
        nanosPerMicro = NANOS_PER_MICRO / factor;
        tickNanos = tick.toNanos();
    }

    @Override
    public boolean isDue(Event event, Position position, long nowNanos) {
        if (!started || position.pass() != pass) {
            started = true;
            pass = position.pass();
            firstMicros = event.timestampMicros();
            startNanos = nowNanos;
        }
        dueNanos = startNanos + (long) ((event.timestampMicros() - firstMicros) * nanosPerMicro);
        return nowNanos - dueNanos >= 0;
    }

    @Override
    public void sent() {
        // The events' own times count, not their number.
    }

    @Override
    public void restart() {
        started = false;
    }

    @Override
    public long waitNanos(long nowNanos) {
        long nextIsDue = started ? dueNanos - nowNanos : 0;
        return Math.max(SHORTEST_WAIT_NANOS, Math.min(LONGEST_WAIT_NANOS, Math.max(tickNanos, nextIsDue)));
    }
}
