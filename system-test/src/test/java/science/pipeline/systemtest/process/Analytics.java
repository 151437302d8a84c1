package science.pipeline.systemtest.process;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ByteBuddy;

/** An instance of the analytics service. */
public final class Analytics extends Service {

    private Analytics(String name, int port, Path log, List<String> command) {
        super(name, port, log, command);
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

        /** Another dataset of the same events. */
        public Setup into(Path folder, String newGroup, String... further) {
            List<String> all = new ArrayList<>(more);
            all.removeIf(
                    argument -> !argument.startsWith("--event.") && !argument.startsWith("--analytics.detection."));
            all.addAll(List.of(further));
            return new Setup(cluster, topic, folder, newGroup, fault, all);
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
            arguments.addAll(cluster.arguments(Door.User.ANALYTICS));
            arguments.addAll(more);
            return arguments;
        }
    }

    /** Starts an instance. */
    public static Analytics start(String name, Setup setup, Path logs) {
        return start(name, setup, logs, List.of());
    }

    /** Starts an instance that may open so many files at most. */
    public static Analytics startWithHandles(int most, String name, Setup setup, Path logs) {
        return start(name, setup, logs, List.of("prlimit", "--nofile=" + most + ":" + most));
    }

    private static Analytics start(String name, Setup setup, Path logs, List<String> by) {
        int port = freePort();
        List<String> jvm = setup.fault().isEmpty()
                ? List.of()
                // The JDK's own classes call the agent too: both lie where these look.
                : List.of(
                        "-javaagent:" + Settings.agent() + "=" + setup.fault(),
                        "-Xbootclasspath/a:" + byteBuddy() + File.pathSeparator + Settings.agent());
        List<String> command = new ArrayList<>(by);
        command.addAll(Part.of("analytics-service").command(jvm, setup.arguments(port)));
        return new Analytics(name, port, logs.resolve(name + ".log"), command);
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

    /** Starts an instance by another Java. */
    public static Analytics startBy(Path java, String name, Setup setup, Path logs) {
        int port = freePort();
        List<String> command = Part.of("analytics-service").commandBy(java, setup.arguments(port));
        return new Analytics(name, port, logs.resolve(name + ".log"), command);
    }

    /** Runs a command over datasets, without Kafka. */
    public static JavaProcess command(String name, Path logs, String... words) {
        return new JavaProcess(name, "analytics-service", logs.resolve(name + ".log"), List.of(), List.of(words));
    }

    /** The same by another Java. */
    public static JavaProcess commandBy(Path java, String name, Path logs, String... words) {
        List<String> command = Part.of("analytics-service").commandBy(java, List.of(words));
        return new JavaProcess(name, logs.resolve(name + ".log"), command);
    }

    private static Path byteBuddy() {
        return Path.of(URI.create(ByteBuddy.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }
}
