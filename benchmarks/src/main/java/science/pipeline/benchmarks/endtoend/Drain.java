package science.pipeline.benchmarks.endtoend;

import static java.util.Map.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import science.pipeline.benchmarks.endtoend.Stopwatch.Reading;

/**
 * Drains a full topic of synthetic events, lz4, by one contestant after the other, each in a fresh JVM. What each has
 * written is checked before its figure counts: every event once, or of a filter every event that it lets through; our
 * hosts' folders also by {@code verify}.
 */
public final class Drain {

    /** The books close, or the data is whole and nobody has built final files from it. */
    private static final List<Integer> WHOLE = List.of(0, 3);

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            entry("events", "20_000_000"),
            entry("warm-up", "8_000_000"),
            entry("runs", "3"),
            entry("partitions", "4"),
            entry("event-rate", "1000"),
            entry("only", "bare,everything,layers-off,plain-batch,tuned-batch,plain-record"),
            entry("beside", ""),
            entry("without", ""),
            entry("batch", "2_000_000"),
            entry("record", "false"));

    /** Of the command spark. */
    private static final Map<String, String> SPARK_DEFAULTS = Map.of(
            "events", "16_000_000",
            "only", "spark,plain-spark,everything");

    private static final double PLAIN_FILTER_GEV = 100;

    private static final String TOPIC = "drain";
    private static final String IN_TRANSACTIONS = "drain-transactions";
    private static final int RECORDS_A_TRANSACTION = 100;
    private static final Duration VERIFY = Duration.ofMinutes(20);

    private final long events;
    private final long warmUp;
    private final int partitions;
    private final long eventRate;
    private final List<Contestant> contestants;
    private final Options options;
    private final Path folder;

    /** What the plain Spark job is to have written, once it is known. */
    private @Nullable WrittenRows passing;

    private Drain(Options options, Path folder) {
        events = options.number("events");
        warmUp = options.number("warm-up");
        partitions = (int) options.number("partitions");
        eventRate = options.number("event-rate");
        contestants = options.list("only").stream().map(Contestant::of).toList();
        this.options = options;
        this.folder = folder;
    }

    /** @param command drain, or spark for the contestants in Spark and their own defaults */
    public static void run(String command, String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        Map<String, String> defaults = new HashMap<>(DEFAULTS);
        defaults.putAll(command.equals("spark") ? SPARK_DEFAULTS : Map.of());
        Options options = new Options(arguments, defaults);
        Environment environment = new Environment(command, arguments);
        Path folder = Files.createTempDirectory("drain");
        try {
            Drain drain = new Drain(options, folder);
            List<Reading> readings = drain.measure((int) options.number("runs"));
            Report report = new Report(environment, readings, drain.baselines());
            System.out.print(report.text());
            if (options.isSet("record")) {
                report.record();
            }
        } finally {
            Project.delete(folder);
        }
    }

    private List<String> baselines() {
        if (contestants.contains(Contestant.SPARK)) {
            return List.of(Contestant.PLAIN_SPARK.title, Contestant.EVERYTHING.title);
        }
        return List.of(
                Contestant.BARE.title,
                Contestant.BESIDE.title,
                Contestant.PLAIN_BATCH.title,
                Contestant.TUNED_BATCH.title);
    }

    /** In turns, so that a slow moment of the machine meets all alike. */
    private List<Reading> measure(int runs) throws IOException, InterruptedException, ExecutionException {
        List<Reading> readings = new ArrayList<>();
        try (Cluster cluster = new Cluster(folder)) {
            cluster.fill(TOPIC, partitions, events, eventRate);
            if (contestants.contains(Contestant.TRANSACTIONS)) {
                cluster.createTopic(IN_TRANSACTIONS, partitions);
                new Transactions(cluster.bootstrapServers, TOPIC, IN_TRANSACTIONS, RECORDS_A_TRANSACTION)
                        .copy(partitions);
            }
            for (int run = 1; run <= runs; run++) {
                for (Contestant contestant : contestants) {
                    Path results = Files.createDirectory(
                            folder.resolve(contestant.name().toLowerCase(Locale.ROOT) + "-" + run));
                    readings.add(measure(contestant, cluster, results));
                    check(contestant, cluster, results);
                    Project.deleteLarge(results);
                    System.err.println(Report.line(readings.get(readings.size() - 1)));
                }
            }
        }
        return readings;
    }

    private Reading measure(Contestant contestant, Cluster cluster, Path results) throws InterruptedException {
        String topic = contestant == Contestant.TRANSACTIONS ? IN_TRANSACTIONS : TOPIC;
        try (Drainer drainer = contestant.start(options, cluster, topic, results)) {
            return Stopwatch.measure(contestant.title, drainer.process(), drainer.counter(), warmUp, events);
        }
    }

    private void check(Contestant contestant, Cluster cluster, Path results) throws InterruptedException {
        if (contestant == Contestant.BARE) {
            return; // it writes nothing, and has counted
        }
        boolean filters = contestant == Contestant.PLAIN_SPARK;
        WrittenRows found = filters ? WrittenRows.inParquet(results) : WrittenRows.in(results, "all_events");
        WrittenRows expected = filters ? passing(cluster) : WrittenRows.ofFirst(events);
        if (!found.equals(expected)) {
            throw new IllegalStateException(contestant.title + ": found " + found + ", expected " + expected);
        }
        if (contestant.isOurs()) {
            List<String> verify = List.of("-jar", Project.jar("analytics-service"), "verify", results.toString());
            try (ChildProcess process = ChildProcess.java(folder.resolve("verify.log"), verify)) {
                process.awaitExit(VERIFY, WHOLE);
            }
        }
    }

    private WrittenRows passing(Cluster cluster) {
        if (passing == null) {
            passing = WrittenRows.ofAtLeast(PLAIN_FILTER_GEV, cluster.bootstrapServers, TOPIC, events);
        }
        return passing;
    }
}
