package science.pipeline.terminal;

import java.util.function.LongSupplier;

/** The speed of a counter that is read from time to time, smoothed so that it can be read by eye. Not thread-safe. */
public final class Speedometer {

    /** Seconds after which an old speed still weighs 1/e. */
    private static final double MEMORY_SECONDS = 2.0;

    private final LongSupplier nanoTime;

    private long lastCount;
    private long lastNanos;
    private double perSecond;
    private boolean started;
    private boolean moved;

    public Speedometer() {
        this(System::nanoTime);
    }

    Speedometer(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The speed per second, now that the counter stands at {@code count}; 0 at the first reading. */
    public double at(long count) {
        long now = nanoTime.getAsLong();
        double seconds = (now - lastNanos) / 1e9;
        if (started && seconds > 0) {
            measure(count, seconds);
        }
        started = true;
        lastCount = count;
        lastNanos = now;
        return perSecond;
    }

    private void measure(long count, double seconds) {
        double latest = (count - lastCount) / seconds;
        // The first movement counts in full: a run should not seem to start slowly.
        double weight = moved ? 1 - Math.exp(-seconds / MEMORY_SECONDS) : 1;
        perSecond += weight * (latest - perSecond);
        moved |= count != lastCount;
    }
}
