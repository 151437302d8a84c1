package science.pipeline.benchmarks.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** One broker in a process of its own, its data in a folder that goes away with it. */
final class Cluster implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration FILL = Duration.ofMinutes(30);
    private static final long LOOK_MILLIS = 100;
    private static final short ONE_COPY = 1;

    final String bootstrapServers;
    private final Path folder;
    private final ChildProcess broker;
    private final Admin admin;

    Cluster(Path folder) throws InterruptedException {
        this.folder = folder;
        int port = Project.freePort();
        bootstrapServers = "127.0.0.1:" + port;
        broker = ChildProcess.java(
                folder.resolve("broker.log"),
                List.of(
                        "-Xmx1g",
                        "-jar",
                        Project.jar("local-broker"),
                        "--broker.port=" + port,
                        "--broker.controller-port=" + Project.freePort(),
                        "--broker.data-dir=" + folder.resolve("broker"),
                        "--broker.retention-bytes=200GB"));
        awaitBroker(port);
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    private void awaitBroker(int port) throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!listens(port)) {
            if (!broker.isAlive() || System.nanoTime() > deadline) {
                broker.close();
                throw broker.unexpected("should have been a broker");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    ChildProcess broker() {
        return broker;
    }

    Cluster createTopic(String topic, int partitions) throws InterruptedException, ExecutionException {
        admin.createTopics(List.of(new NewTopic(topic, partitions, ONE_COPY)))
                .all()
                .get();
        return this;
    }

    void deleteTopics(List<String> topics) throws InterruptedException, ExecutionException {
        admin.deleteTopics(topics).all().get();
    }

    /** How many records a topic has got so far. */
    long records(String topic, int partitions) {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(number -> new TopicPartition(topic, number), number -> OffsetSpec.latest()));
        try {
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopping);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("The broker does not tell how many records " + topic + " has", failed);
        }
    }

    /**
     * Fills a topic with synthetic events of two decimals, 207 bytes each in the mean. Keyed by event, so that the
     * partitions are equally full and no contestant ends on one thread.
     *
     * @param eventRate events in a second of event time
     */
    void fill(String topic, int partitions, long events, long eventRate)
            throws InterruptedException, ExecutionException {
        createTopic(topic, partitions);
        List<String> options =
                List.of("--producer.rate=0", "--producer.key=event_id", "--producer.synthetic.event-rate=" + eventRate);
        try (ChildProcess producer = producer(topic, events, options)) {
            producer.awaitSuccess(FILL);
        }
        long records = records(topic, partitions);
        if (records != events) {
            throw new IllegalStateException("found " + records + " records in " + topic + ", expected " + events);
        }
    }

    /** Starts the producer service, as fast as it can unless the options say otherwise. */
    ChildProcess producer(String topic, long events, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx512m",
                "-jar",
                Project.jar("producer-service"),
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--producer.port=" + Project.freePort(),
                "--producer.topic=" + topic,
                "--producer.count=" + events));
        arguments.addAll(options.isEmpty() ? List.of("--producer.rate=0") : options);
        return ChildProcess.java(folder.resolve("producer-" + topic + ".log"), arguments);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
        broker.close();
    }
}
