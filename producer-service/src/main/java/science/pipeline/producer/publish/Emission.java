package science.pipeline.producer.publish;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The run of the producer, to look at and to steer. All methods may be called from any thread.
 *
 * <p>Always: produced = acknowledged + failed + those still under way.
 */
public interface Emission {

    /** Events handed to the Kafka client in this run. */
    long produced();

    /** Events that Kafka has acknowledged in this run. */
    long acknowledged();

    /** Events that Kafka has refused for good. The first one ends the run. */
    long failed();

    /** How many events this run has in all: the configured count, or what the files hold; empty if it is endless. */
    OptionalLong total();

    /** Whether the run is over: nothing more will be sent, and (unless there is a problem) nothing is under way. */
    boolean ended();

    /** Why the run ended before its time; empty while all is well. A process that sees one exits with a code not 0. */
    default Optional<String> problem() {
        return Optional.empty();
    }

    /** What is missing, so that nothing can be sent at the moment; empty while all is there. */
    default Optional<String> missing() {
        return Optional.empty();
    }

    /** Whether what is missing is a right, or that Kafka knows who we are. */
    default boolean denied() {
        return false;
    }

    /** Whether what holds it up has no name here, and is tried again until it passes. */
    default boolean retrying() {
        return false;
    }

    boolean paused();

    /** Events per second; 0 = as fast as possible, or as recorded. */
    double rate();

    /** Stops sending until {@link #resume}. What is under way is still acknowledged. */
    void pause();

    /** Goes on sending; what was held back meanwhile is not made up for. */
    void resume();

    /**
     * Changes the rate at once.
     *
     * @param eventsPerSecond 0 or more; 0 = as fast as possible
     */
    void rate(double eventsPerSecond);
}
