package science.pipeline.systemtest.fault;

import java.time.Duration;
import java.util.Optional;

/** Something that goes wrong while events flow. */
public interface Fault {

    /** As the closing table names it. */
    String name();

    /** Whether it takes a broker away: nobody else may need the cluster meanwhile. */
    default boolean harmsBrokers() {
        return false;
    }

    /**
     * Strikes once, and returns when the pipeline goes on.
     *
     * @return from the strike until every partition has committed new records; empty where that says nothing
     */
    Optional<Duration> strike(Scene scene) throws Exception;
}
