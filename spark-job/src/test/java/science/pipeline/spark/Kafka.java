package science.pipeline.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker in a process of its own. */
final class Kafka implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;

    /** Further settings of a broker, which may depend on its ports. */
    interface Settings {
        List<String> of(int port, int controllerPort);
    }

    private final int port = Java.freePort();
    private final Java process;
    private final Admin admin;

    Kafka(Path folder) throws InterruptedException {
        this(folder, (any, other) -> List.of());
    }

    Kafka(Path folder, Settings settings) throws InterruptedException {
        int controllerPort = Java.freePort();
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx512m",
                "-jar",
                Java.PROJECT
                        .resolve("local-broker/target/local-broker-exec.jar")
                        .toString(),
                "--broker.port=" + port,
                "--broker.controller-port=" + controllerPort,
                "--broker.data-dir=" + folder.resolve("kafka")));
        arguments.addAll(settings.of(port, controllerPort));
        process = new Java("kafka", folder, Java.here(), arguments);
        admin = Admin.create(Map.of("bootstrap.servers", servers()));
        awaitIt();
    }

    private void awaitIt() throws InterruptedException {
        for (int second = 0; second < PATIENCE_SECONDS && process.isAlive(); second++) {
            try {
                admin.describeCluster().nodes().get();
                return;
            } catch (ExecutionException notYet) {
                // asked again
            }
        }
        throw new AssertionError("no broker: " + process.tail());
    }

    String servers() {
        return "127.0.0.1:" + port;
    }

    Admin admin() {
        return admin;
    }

    void create(String topic, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all()
                .get();
    }

    void grow(String topic, int partitions) throws Exception {
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                .all()
                .get();
    }

    /** Deletes it; returns when its name is free again. */
    void delete(String topic) throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
        while (admin.listTopics().names().get().contains(topic)) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        admin.close();
        process.close();
    }
}
