package science.pipeline.systemtest.process;

import java.util.List;
import java.util.Map;

/** How the parts of the pipeline come into a cluster, apart from the tests themselves, which nothing is ever denied. */
public interface Door {

    /** Who comes in. */
    enum User {
        ANALYTICS,
        PRODUCER
    }

    /** Name of the brokers' listener. */
    String name();

    /** What is spoken there. */
    String protocol();

    /** Where a broker listens. */
    int port(int node);

    /** Where clients are told that it listens. */
    default int toldPort(int node) {
        return port(node);
    }

    /** Further settings of a broker. */
    Map<String, String> settings(int node);

    /** What a part is told. */
    List<String> arguments(User user, String bootstrapServers);

    /** Called once, as soon as the brokers are there. */
    default void open(Cluster cluster) {}

    /** Called behind the end of the brokers. */
    default void close() {}
}
