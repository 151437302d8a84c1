package science.pipeline.producer.publish;

import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.source.Position;

/** Says when an event is due. Touched by the sending thread only. */
interface Pace {

    /** Every event is due at once. */
    Pace FASTEST = new Pace() {
        @Override
        public boolean isDue(ParticleEvent event, Position position, long nowNanos) {
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
    };

    /** @param eventsPerSecond 0 = as fast as possible */
    static Pace steady(double eventsPerSecond) {
        return eventsPerSecond == 0 ? FASTEST : new SteadyPace(eventsPerSecond);
    }

    /** @param nowNanos of a clock whose differences count, as {@link System#nanoTime} */
    boolean isDue(ParticleEvent event, Position position, long nowNanos);

    /** The event that was due has been sent. */
    void sent();

    /** Sending was held back on purpose: the schedule begins anew with the next event. */
    void restart();
}
