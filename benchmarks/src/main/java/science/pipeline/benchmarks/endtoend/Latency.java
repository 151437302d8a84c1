package science.pipeline.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * From the instant at which an event was to be sent to the moment at which it is analysed and written, not yet
 * committed. The producer sends at a steady rate, and event time runs at the same rate: an event's timestamp is the
 * instant at which it is due, however late it leaves. Beside it, how long an alert takes, and how much of a processor
 * each process uses meanwhile, also at rest (rate 0).
 */
public final class Latency {

    private static final Map<String, String> DEFAULTS = Map.of(
            "rates",
            "0,10,1000,10000,50000,100000",
            "seconds",
            "30",
            "warm-up-seconds",
            "60",
            "partitions",
            "4",
            "record",
            "false");

    private static final Duration START = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 100;

    private final long seconds;
    private final long warmUpSeconds;
    private final int partitions;
    private final Path folder;

    private Latency(Options options, Path folder) {
        seconds = options.number("seconds");
        warmUpSeconds = options.number("warm-up-seconds");
        partitions = (int) options.number("partitions");
        this.folder = folder;
    }

    public static void run(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Options options = new Options(arguments, DEFAULTS);
        Environment environment = new Environment("latency", arguments);
        Path folder = Files.createTempDirectory("latency");
        try {
            Latency latency = new Latency(options, folder);
            StringBuilder text = new StringBuilder(environment.describe())
                    .append("\n| events/s | p50 ms | p90 | p99 | p99.9 | max | events | alerts, p99 ms | ")
                    .append(ProcessorShares.headings("broker", "producer", "analytics"))
                    .append(" |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
            for (String rate : options.list("rates")) {
                text.append(latency.measure(Long.parseLong(rate))).append('\n');
            }
            System.out.println(text);
            if (options.isSet("record")) {
                Recorded.section("latency", text + "\n");
            }
        } finally {
            Project.delete(folder);
        }
    }

    private String measure(long rate) throws IOException, InterruptedException, ExecutionException {
        String topic = "latency-" + rate;
        long warmUp = rate * warmUpSeconds;
        long events = warmUp + rate * seconds;
        Path cell = Files.createDirectory(folder.resolve(topic));
        try (Cluster cluster = new Cluster(cell)) {
            cluster.createTopic(topic, partitions);
            try (ChildProcess probe = probe(cluster, topic, cell, warmUp, events);
                    AlertProbe alerts = new AlertProbe(cluster);
                    ChildProcess producer = producer(cluster, topic, rate, events)) {
                awaitWarm(cluster, topic, warmUp, producer);
                alerts.count();
                ProcessorShares shares = ProcessorShares.from(cluster.broker(), producer, probe);
                TimeUnit.SECONDS.sleep(seconds);
                String used = shares.cells();
                if (rate == 0) {
                    return "| 0 | – | – | – | – | – | 0 | – | " + used + " |";
                }
                producer.awaitSuccess(START);
                probe.awaitSuccess(START);
                return "| " + rate + " | " + probe.lastLine() + " | " + alerts.cell() + " | " + used + " |";
            }
        }
    }

    /** At rest it has one event to send, and then waits for the next one, which is due in years. */
    private static ChildProcess producer(Cluster cluster, String topic, long rate, long events) {
        return cluster.producer(topic, events, List.of("--producer.rate=" + (rate == 0 ? "1e-9" : rate)));
    }

    private void awaitWarm(Cluster cluster, String topic, long warmUp, ChildProcess producer)
            throws InterruptedException {
        long deadline = System.nanoTime()
                + Duration.ofSeconds(2 * warmUpSeconds).plus(START).toNanos();
        if (warmUp == 0) {
            TimeUnit.SECONDS.sleep(warmUpSeconds);
        }
        while (cluster.records(topic, partitions) < warmUp) {
            if (!producer.isAlive() || System.nanoTime() > deadline) {
                throw producer.unexpected("did not send " + warmUp + " events in time");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** The service itself, in a JVM that also notes when each event was analysed. */
    private static ChildProcess probe(Cluster cluster, String topic, Path folder, long warmUp, long events) {
        List<String> command = new ArrayList<>(List.of("-Xmx384m"));
        command.addAll(Project.self("science.pipeline.benchmarks.endtoend.LatencyProbe"));
        command.addAll(List.of(
                Long.toString(warmUp),
                Long.toString(events),
                "--spring.config.location=file:analytics-service/src/main/resources/application.yml",
                "--spring.kafka.bootstrap-servers=" + cluster.bootstrapServers,
                "--analytics.port=" + Project.freePort(),
                "--analytics.topic=" + topic,
                "--analytics.results-dir=" + folder.resolve("results"),
                "--analytics.final-dataset=request"));
        return ChildProcess.java(folder.resolve("probe.log"), command);
    }
}
