package science.pipeline.benchmarks.endtoend;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import science.pipeline.benchmarks.endtoend.Stopwatch.Reading;

/**
 * Fills a topic as fast as it goes: the producer service, which makes and encodes each event, and Kafka's own
 * ProducerPerformance, which sends lines of a file that it holds in memory, the same events. What counts is what the
 * broker has got.
 */
public final class Produce {

    private static final Map<String, String> DEFAULTS =
            Map.of("events", "12_000_000", "warm-up", "4_000_000", "runs", "3", "partitions", "4", "record", "false");

    private static final String OURS = "the producer service, rate 0";
    private static final String KAFKAS = "ProducerPerformance, the same events from memory";

    /** So many different events ProducerPerformance draws from. */
    private static final int PAYLOADS = 200_000;

    private static final long EVENT_RATE = 1000;

    /** So many more are sent than count: the process must still run when its processor time is read. */
    private static final long BEYOND = 2_000_000;

    private final long events;
    private final long warmUp;
    private final int partitions;
    private final Path folder;

    private Produce(Options options, Path folder) {
        events = options.number("events");
        warmUp = options.number("warm-up");
        partitions = (int) options.number("partitions");
        this.folder = folder;
    }

    public static void run(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Options options = new Options(arguments, DEFAULTS);
        Environment environment = new Environment("produce", arguments);
        Path folder = Files.createTempDirectory("produce");
        try {
            List<Reading> readings = new Produce(options, folder).measure((int) options.number("runs"));
            Report report = new Report(environment, readings, List.of(KAFKAS));
            System.out.print(report.text());
            if (options.isSet("record")) {
                report.record();
            }
        } finally {
            Project.delete(folder);
        }
    }

    /** In turns, so that a slow moment of the machine meets both alike. */
    private List<Reading> measure(int runs) throws IOException, InterruptedException, ExecutionException {
        List<Reading> readings = new ArrayList<>();
        try (Cluster cluster = new Cluster(folder)) {
            cluster.fill("payloads", 1, PAYLOADS, EVENT_RATE);
            Path payloads = writePayloads(cluster);
            for (int run = 1; run <= runs; run++) {
                String theirTopic = "theirs-" + run;
                cluster.createTopic(theirTopic, partitions);
                try (ChildProcess process = producerPerformance(cluster, theirTopic, payloads)) {
                    readings.add(measure(KAFKAS, process, cluster, theirTopic));
                }
                String ourTopic = "ours-" + run;
                cluster.createTopic(ourTopic, partitions);
                try (ChildProcess process = cluster.producer(ourTopic, events + BEYOND, List.of())) {
                    readings.add(measure(OURS, process, cluster, ourTopic));
                }
                cluster.deleteTopics(List.of(theirTopic, ourTopic));
                readings.subList(readings.size() - 2, readings.size())
                        .forEach(reading -> System.err.println(Report.line(reading)));
            }
        }
        return readings;
    }

    private Reading measure(String contestant, ChildProcess process, Cluster cluster, String topic)
            throws InterruptedException {
        return Stopwatch.measure(contestant, process, () -> cluster.records(topic, partitions), warmUp, events);
    }

    /** With the settings of the producer service's {@code application.yml}; without keys, which it cannot have. */
    private ChildProcess producerPerformance(Cluster cluster, String topic, Path payloads) {
        List<String> command = new ArrayList<>(List.of("-Xmx512m"));
        command.addAll(Project.self("org.apache.kafka.tools.ProducerPerformance"));
        command.addAll(List.of(
                "--topic",
                topic,
                "--num-records",
                Long.toString(events + BEYOND),
                "--payload-file",
                payloads.toString(),
                "--throughput",
                "-1",
                "--producer-props",
                "bootstrap.servers=" + cluster.bootstrapServers,
                "acks=all",
                "enable.idempotence=true",
                "compression.type=lz4",
                "batch.size=262144",
                "buffer.memory=67108864",
                "linger.ms=4",
                "max.in.flight.requests.per.connection=1"));
        return ChildProcess.java(folder.resolve(topic + ".log"), command);
    }

    private Path writePayloads(Cluster cluster) throws IOException {
        Path file = folder.resolve("payloads.jsonl");
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                "payloads",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("payloads"));
            int written = 0;
            while (written < PAYLOADS) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    out.write(record.value());
                    out.write('\n');
                    written++;
                }
            }
        }
        return file;
    }
}
