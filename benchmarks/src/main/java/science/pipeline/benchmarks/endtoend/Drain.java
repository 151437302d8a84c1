package science.pipeline.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import science.pipeline.benchmarks.endtoend.Stopwatch.Reading;

/**
 * Drains a full topic of synthetic events, lz4, by one contestant after the other, each in a fresh JVM. What each has
 * written is checked before its figure counts: every event once; the service's folder also by its own {@code verify}.
 */
public final class Drain {

    /** The books close, or the data is whole and nobody has built final files from it. */
    private static final List<Integer> WHOLE = List.of(0, 3);

    private static final Map<String, String> DEFAULTS = Map.of(
            "events", "20_000_000",
            "warm-up", "8_000_000",
            "runs", "3",
            "partitions", "4",
            "event-rate", "1000",
            "only", "bare,everything,layers-off,plain-batch,tuned-batch,plain-record",
            "record", "false");

    private static final String TOPIC = "drain";
    private static final String IN_TRANSACTIONS = "drain-transactions";
    private static final int RECORDS_A_TRANSACTION = 100;
    private static final Duration VERIFY = Duration.ofMinutes(20);

    private final long events;
    private final long warmUp;
    private final int partitions;
    private final long eventRate;
    private final List<Contestant> contestants;
    private final Path folder;

    private Drain(Options options, Path folder) {
        events = options.number("events");
        warmUp = options.number("warm-up");
        partitions = (int) options.number("partitions");
        eventRate = options.number("event-rate");
        contestants = options.list("only").stream().map(Contestant::of).toList();
        this.folder = folder;
    }

    public static void run(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Options options = new Options(arguments, DEFAULTS);
        Environment environment = new Environment("drain", arguments);
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
        return List.of(Contestant.BARE.title, Contestant.PLAIN_BATCH.title, Contestant.TUNED_BATCH.title);
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
                    check(contestant, results);
                    Project.deleteLarge(results);
                    System.err.println(Report.line(readings.get(readings.size() - 1)));
                }
            }
        }
        return readings;
    }

    private Reading measure(Contestant contestant, Cluster cluster, Path results) throws InterruptedException {
        String topic = contestant == Contestant.TRANSACTIONS ? IN_TRANSACTIONS : TOPIC;
        try (Drainer drainer = contestant.start(cluster, topic, results)) {
            return Stopwatch.measure(contestant.title, drainer.process(), drainer.counter(), warmUp, events);
        }
    }

    private void check(Contestant contestant, Path results) throws InterruptedException {
        if (contestant == Contestant.BARE) {
            return; // it writes nothing, and has counted
        }
        WrittenRows found = WrittenRows.in(results, "all_events");
        WrittenRows expected = WrittenRows.ofFirst(events);
        if (!found.equals(expected)) {
            throw new IllegalStateException(contestant.title + ": found " + found + ", expected " + expected);
        }
        if (contestant.isService()) {
            List<String> verify = List.of("-jar", Project.jar("analytics-service"), "verify", results.toString());
            try (ChildProcess process = ChildProcess.java(folder.resolve("verify.log"), verify)) {
                process.awaitExit(VERIFY, WHOLE);
            }
        }
    }
}
