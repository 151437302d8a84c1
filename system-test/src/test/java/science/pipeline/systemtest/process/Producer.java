package science.pipeline.systemtest.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The producer service. */
public final class Producer extends Service {

    private static final JsonMapper JSON = new JsonMapper();

    private Producer(String name, int port, Path logs, List<String> arguments) {
        super(
                name,
                port,
                logs.resolve(name + ".log"),
                Part.of("producer-service").command(List.of(), arguments));
    }

    /** Starts it; it sends until it is stopped. */
    public static Producer start(String name, Cluster cluster, String topic, int perSecond, Path logs) {
        int port = freePort();
        List<String> arguments = new ArrayList<>(List.of(
                "--producer.port=" + port,
                "--producer.topic=" + topic,
                "--producer.rate=" + perSecond,
                // Partitions that come are used within five seconds.
                "--spring.kafka.producer.properties.metadata.max.age.ms=5000"));
        arguments.addAll(cluster.arguments(Door.User.PRODUCER));
        return new Producer(name, port, logs, arguments);
    }

    /** How many events it has counted as sent. */
    public long counted() throws IOException, InterruptedException {
        return JSON.readTree(ask("producer")).path("acknowledged").asLong(0);
    }
}
