package science.pipeline.producer.publish;

import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.source.Position;

/**
 * So many events a second. Event k is due k / rate after the first one, whatever became of those before it: what a slow
 * moment of the machine delays is made up for, so the rate holds over any longer time.
 */
final class SteadyPace implements Pace {

    private static final double NANOS_PER_SECOND = 1e9;

    private final double nanosPerEvent;
    private boolean started;
    private long startNanos;
    private long sent;

    SteadyPace(double eventsPerSecond) {
        nanosPerEvent = NANOS_PER_SECOND / eventsPerSecond;
    }

    @Override
    public boolean isDue(ParticleEvent event, Position position, long nowNanos) {
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
}
