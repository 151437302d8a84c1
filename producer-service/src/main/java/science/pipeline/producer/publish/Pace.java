package science.pipeline.producer.publish;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import science.pipeline.event.Event;
import science.pipeline.producer.source.Position;

/** Says when an event is due. Touched by the sending thread only. */
interface Pace {

    /** Every event is due at once. */
    Pace FASTEST = new Pace() {
        @Override
        public boolean isDue(Event event, Position position, long nowNanos) {
            return true;
        }

        @Override
        public void sent() {
            // Nothing is counted.
        }

        @Override
        public void restart() {
            // Nothing is made up for.
        }

        @Override
        public long waitNanos(long nowNanos) {
            return SHORTEST_WAIT_NANOS;
        }
    };

    /** As close together as looks for due events come. */
    long SHORTEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** As far apart: what people ask for (pause, another rate) is seen by then. */
    long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * @param eventsPerSecond 0 = as fast as possible
     * @param tick events that are due within so long may be sent together
     */
    static Pace steady(double eventsPerSecond, Duration tick) {
        return eventsPerSecond == 0 ? FASTEST : new SteadyPace(eventsPerSecond, tick);
    }

    /** @param nowNanos of a clock whose differences count, as {@link System#nanoTime} */
    boolean isDue(Event event, Position position, long nowNanos);

    /** The event that was due has been sent. */
    void sent();

    /** Sending was held back on purpose: the schedule begins anew with the next event. */
    void restart();

    /** How long nothing need be looked at, because nothing is due or what is due may wait for company. */
    long waitNanos(long nowNanos);
}
