package science.pipeline.producer.publish;

import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.source.Position;

/** As recorded, or faster or slower by a factor: the distances between the events' own timestamps count. */
final class RecordedPace implements Pace {

    private static final double NANOS_PER_MICRO = 1000;

    private final double nanosPerMicro;
    private boolean started;
    private int pass;
    private long firstMicros;
    private long startNanos;

    RecordedPace(double factor) {
        nanosPerMicro = NANOS_PER_MICRO / factor;
    }

    @Override
    public boolean isDue(ParticleEvent event, Position position, long nowNanos) {
        if (!started || position.pass() != pass) {
            started = true;
            pass = position.pass();
            firstMicros = event.timestampMicros();
            startNanos = nowNanos;
        }
        return nowNanos - startNanos >= (event.timestampMicros() - firstMicros) * nanosPerMicro;
    }

    @Override
    public void sent() {
        // The events' own times count, not their number.
    }

    @Override
    public void restart() {
        started = false;
    }
}
