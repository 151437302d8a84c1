package science.pipeline.benchmarks.endtoend;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Measures a process between two counts of events: the first part warms it up, and does not count. */
final class Stopwatch {

    /** Looking costs the process something too, a few milliseconds by HTTP: so often only when the count is near. */
    private static final long LOOK_MILLIS = 100;

    private static final long LONGEST_MILLIS = 2000;

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

    /**
     * @param contestant who
     * @param events measured, without those of the warm-up
     * @param seconds for them
     * @param cpuSeconds of the process alone, meanwhile
     * @param peakRssBytes of the process, since its start
     */
    record Reading(String contestant, long events, double seconds, double cpuSeconds, long peakRssBytes) {

        double eventsPerSecond() {
            return events / seconds;
        }

        double cpuSecondsPerMillion() {
            return cpuSeconds / events * 1e6;
        }
    }

    private Stopwatch() {}

    /**
     * Waits until the process has done it all.
     *
     * @param counter how many events it has done so far
     */
    static Reading measure(String contestant, ChildProcess process, LongSupplier counter, long warmUp, long total)
            throws InterruptedException {
        long begin = reach(warmUp, process, counter);
        long beginNanos = System.nanoTime();
        double beginCpu = process.cpuSeconds();
        long end = reach(total, process, counter);
        double seconds = (System.nanoTime() - beginNanos) / 1e9;
        double cpu = process.cpuSeconds() - beginCpu;
        return new Reading(contestant, end - begin, seconds, cpu, process.peakRssBytes());
    }

    private static long reach(long wanted, ChildProcess process, LongSupplier counter) throws InterruptedException {
        long last = -1;
        long lastNanos = System.nanoTime();
        while (true) {
            long now = counter.getAsLong();
            if (now >= wanted) {
                return now;
            }
            long nanos = System.nanoTime();
            long pause = LOOK_MILLIS;
            if (now != last) {
                pause = halfOfWhatIsLeft(wanted - now, now - last, nanos - lastNanos);
                last = now;
                lastNanos = nanos;
            } else if (!process.isAlive() || nanos - lastNanos > PATIENCE_NANOS) {
                throw process.unexpected("stopped at " + now + " of " + wanted + " events");
            }
            TimeUnit.MILLISECONDS.sleep(pause);
        }
    }

    /** Half of the milliseconds that the events left take at the rate of the latest. */
    private static long halfOfWhatIsLeft(long left, long latest, long nanos) {
        double millis = (double) left / latest * nanos / 1e6;
        return Math.round(Math.max(LOOK_MILLIS, Math.min(LONGEST_MILLIS, millis / 2)));
    }
}
