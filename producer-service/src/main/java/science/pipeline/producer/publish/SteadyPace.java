package science.pipeline.producer.publish;

import java.time.Duration;
import science.pipeline.event.Event;
import science.pipeline.producer.source.Position;

/**
 * So many events a second. Event k is due k / rate after the first one, whatever became of those before it: what a slow
 * moment of the machine delays is made up for, so the rate holds over any longer time.
 */
final class SteadyPace implements Pace {

    private static final double NANOS_PER_SECOND = 1e9;

    /** Once so many are due they are sent: more company saves little, and waiting costs. */
    private static final int COMPANY = 20;

    private final double nanosPerEvent;
    private final long tickNanos;
    private boolean started;
    private long startNanos;
    private long sent;

    SteadyPace(double eventsPerSecond, Duration tick) {
        nanosPerEvent = NANOS_PER_SECOND / eventsPerSecond;
        tickNanos = (long) Math.min(tick.toNanos(), COMPANY * nanosPerEvent);
    }

    @Override
    public boolean isDue(Event event, Position position, long nowNanos) {
        if (!started) {
            started = true;
            startNanos = nowNanos;
            sent = 0;
        }
        return nowNanos - startNanos >= sent * nanosPerEvent;
    }

    @Override
    public void sent() {
        sent++;
    }

    @Override
    public void restart() {
        started = false;
    }

    @Override
    public long waitNanos(long nowNanos) {
        double nextIsDue = started ? startNanos + sent * nanosPerEvent - nowNanos : 0;
        return (long) Math.max(SHORTEST_WAIT_NANOS, Math.min(LONGEST_WAIT_NANOS, Math.max(tickNanos, nextIsDue)));
    }
}
