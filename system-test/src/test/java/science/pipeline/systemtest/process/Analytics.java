package science.pipeline.systemtest.process;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ByteBuddy;

/** An instance of the analytics service. */
public final class Analytics extends JavaProcess {

    private final int port;

    private Analytics(String name, int port, Path log, List<String> jvm, List<String> arguments) {
        super(name, "analytics-service", log, jvm, arguments);
        this.port = port;
    }

    /**
     * What an instance is started with.
     *
     * @param cluster that it connects to
     * @param topic of the events; the other topics have its name with an ending
     * @param results the folder of the dataset
     * @param group the consumer group
     * @param fault argument of the agent, empty for none
     * @param more further arguments
     */
    public record Setup(Cluster cluster, String topic, Path results, String group, String fault, List<String> more) {

        /** Where the tests themselves find the cluster. */
        public String bootstrapServers() {
            return cluster.bootstrapServers();
        }

        public Setup withFault(String newFault) {
            return new Setup(cluster, topic, results, group, newFault, more);
        }

        public Setup into(Path folder, String newGroup, String... further) {
            return new Setup(cluster, topic, folder, newGroup, fault, List.of(further));
        }

        /** The topic that gets copies of rejected records. */
        public String rejectedTopic() {
            return topic + "-dlt";
        }

        private List<String> arguments(int port) {
            List<String> arguments = new ArrayList<>(List.of(
                    "--analytics.port=" + port,
                    "--analytics.topic=" + topic,
                    "--analytics.topics.rejected=" + rejectedTopic(),
                    "--analytics.topics.alerts=" + topic + "-alerts",
                    "--analytics.topics.statistics=" + topic + "-statistics",
                    "--analytics.results-dir=" + results,
                    // Small and often, so that faults meet many commits and many files.
                    "--analytics.commit-interval=250ms",
                    "--analytics.roll-size=512KB",
                    "--analytics.min-free-disk=0B",
                    "--spring.kafka.consumer.group-id=" + group));
            arguments.addAll(cluster.arguments());
            arguments.addAll(more);
            return arguments;
        }
    }

    /** Starts an instance. */
    public static Analytics start(String name, Setup setup, Path logs) {
        int port = freePort();
        List<String> jvm = setup.fault().isEmpty()
                ? List.of()
                // The JDK's own classes call the agent too: both lie where these look.
                : List.of(
                        "-javaagent:" + Settings.agent() + "=" + setup.fault(),
                        "-Xbootclasspath/a:" + byteBuddy() + File.pathSeparator + Settings.agent());
        return new Analytics(name, port, logs.resolve(name + ".log"), jvm, setup.arguments(port));
    }

    /** Runs {@code verify} on a results folder to its end. */
    public static JavaProcess verify(Path results, Path logs) {
        String name = "verify-" + System.nanoTime();
        return new JavaProcess(
                name,
                "analytics-service",
                logs.resolve(name + ".log"),
                List.of(),
                List.of("verify", results.toString()));
    }

    /** HTTP status of its readiness: 200 or 503; 0 before its web server listens. */
    public int readiness() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        } catch (ConnectException notYet) {
            return 0;
        }
    }

    private static Path byteBuddy() {
        return Path.of(URI.create(ByteBuddy.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }
}
