package science.pipeline.benchmarks.endtoend;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.codec.EventEncoder;
import science.pipeline.dataset.closing.FinalDataset;
import science.pipeline.dataset.closing.FinalFormat;
import science.pipeline.dataset.commit.Beginning;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Retention;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.rows.PartitionDataset;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.windows.LiveStatistics;
import science.pipeline.dataset.windows.LiveWatch;
import science.pipeline.dataset.windows.StatisticsFiles;
import science.pipeline.engine.ConfigurationHash;
import science.pipeline.engine.Engine;
import science.pipeline.engine.EventPrinter;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/**
 * Months of event time through engine, files, live statistics and watch, as the service runs them, without Kafka. Tells
 * every ten days what heap, handles, commits, folder and a start have come to; in the end what a stop and the final
 * files take.
 */
public final class Months {

    private static final Map<String, String> DEFAULTS = Map.of(
            "days", "90", "events", "100000000", "partitions", "4", "keep-days", "7", "folder", "months-results");
    private static final long BEGIN_MICROS = 1_767_225_600_000_000L;
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int COMMITS_A_DAY = 24;
    private static final int REPORT_DAYS = 10;
    private static final long ROLL_BYTES = 256_000_000;
    private static final int DETECTORS = 20;

    private final AnalysisConfiguration configuration = AnalysisConfiguration.defaults();
    private final EventEncoder encoder = new EventEncoder(Schema.byDefault());
    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final Path root;
    private final int partitions;
    private final long eventsInACommit;
    private final long stepMicros;
    private final ResultsFolder folder;
    private final StatisticsFiles statistics;
    private final Retention retention;
    private final List<PartitionDataset> sinks = new ArrayList<>();
    private final List<Engine> engines = new ArrayList<>();
    private LiveStatistics live;
    private LiveWatch watch;
    private long events;

    private Months(Options options) throws IOException {
        root = Path.of(options.text("folder"));
        if (Files.exists(root)) {
            throw new InvalidOption("--folder: found " + root + ", expected a folder that is not there yet");
        }
        partitions = (int) options.number("partitions");
        long commits = options.number("days") * COMMITS_A_DAY;
        eventsInACommit = Math.max(partitions, options.number("events") / commits);
        stepMicros = DAY_MICROS / COMMITS_A_DAY / eventsInACommit;
        folder = ResultsFolder.open(root);
        retention = new Retention(Retention.Parts.KEEP, Duration.ofDays(options.number("keep-days")));
        statistics = new StatisticsFiles(folder, configuration, retention, (window, json) -> {});
        live = new LiveStatistics(folder, statistics);
        watch = watch();
    }

    private LiveWatch watch() throws IOException {
        return new LiveWatch(folder, statistics, alarms -> CompletableFuture.completedFuture(null), System::nanoTime);
    }

    public static void run(String[] arguments) throws Exception {
        Options options = new Options(arguments, DEFAULTS);
        Months months = new Months(options);
        months.start();
        System.out.println("day      events  heap MB  handles  commit kB   files  start ms  first look s");
        for (int day = 1; day <= options.number("days"); day++) {
            months.day(day);
            if (day % REPORT_DAYS == 0 || day == options.number("days")) {
                months.report(day);
            }
        }
        months.end();
    }

    /** Takes all partitions over; returns milliseconds. */
    private double start() throws IOException, Fenced {
        long begin = System.nanoTime();
        for (int partition = 0; partition < partitions; partition++) {
            PartitionDataset sink = PartitionDataset.takeOver(
                    folder,
                    new Beginning(
                            "months",
                            "owner-" + System.nanoTime(),
                            folder.identify(new Source("months", "topic-id", "cluster-id")),
                            partition,
                            0,
                            ConfigurationHash.setup(configuration)),
                    ROLL_BYTES);
            sinks.add(sink);
            engines.add(new Engine(partition, configuration, 0, sink, EventPrinter.NONE));
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private void day(int day) throws IOException, Fenced {
        for (int commit = 0; commit < COMMITS_A_DAY; commit++) {
            for (long n = 0; n < eventsInACommit; n++) {
                accept(events++);
            }
            commit(false);
            live.publish();
            watch.look(partition -> false);
        }
    }

    private void accept(long n) throws IOException {
        double energy = 1 + n * 7_919 % 997 / 10.0;
        ParticleEvent event = new ParticleEvent(
                n, BEGIN_MICROS + n * stepMicros, "photon", energy, energy, 0, 0, "DET_" + n % DETECTORS, false);
        byte[] document = encoder.encode(event);
        Engine engine = engines.get((int) (n % partitions));
        engine.accept(engine.nextOffset(), 0, document, 0, document.length);
    }

    private void commit(boolean last) throws IOException, Fenced {
        for (int partition = 0; partition < partitions; partition++) {
            sinks.get(partition).draft(engines.get(partition).stand(), last).commit();
        }
    }

    /** Also what a process needs that starts now. */
    private void report(int day) throws IOException, Fenced {
        memory.gc();
        double heap = memory.getHeapMemoryUsage().getUsed() / 1e6;
        long handles = count(Path.of("/proc/self/fd"), false);
        release();
        double startMillis = start();
        long begin = System.nanoTime();
        live.leave();
        live = new LiveStatistics(folder, statistics);
        live.publish();
        watch = watch();
        watch.look(partition -> false);
        System.out.printf(
                Locale.ROOT,
                "%3d %,11d  %7.0f  %7d  %9.0f  %6d  %8.0f  %12.1f%n",
                day,
                events,
                heap,
                handles,
                commitBytes() / 1e3,
                count(root, true),
                startMillis,
                (System.nanoTime() - begin) / 1e9);
    }

    private void release() throws IOException {
        for (PartitionDataset sink : sinks) {
            sink.close();
        }
        sinks.clear();
        engines.clear();
    }

    private void end() throws IOException, Fenced {
        long begin = System.nanoTime();
        commit(true);
        release();
        live.leave();
        FinalDataset dataset =
                new FinalDataset(folder, configuration, statistics, List.of(FinalFormat.values()), retention, "months");
        dataset.leave(true);
        System.out.printf(Locale.ROOT, "stop, final files left: %.1f s%n", (System.nanoTime() - begin) / 1e9);
        begin = System.nanoTime();
        dataset.build(false);
        memory.gc();
        System.out.printf(
                Locale.ROOT,
                "final files: %.1f s, heap %.0f MB; verify tells whether the books close%n",
                (System.nanoTime() - begin) / 1e9,
                memory.getHeapMemoryUsage().getUsed() / 1e6);
    }

    private long commitBytes() throws IOException {
        try (Stream<Path> commits = Files.list(folder.commits(0))) {
            Path newest = commits.filter(file -> file.toString().endsWith(".json"))
                    .max(Path::compareTo)
                    .orElseThrow();
            return Files.size(newest);
        }
    }

    private static long count(Path where, boolean deep) throws IOException {
        if (!Files.isDirectory(where)) {
            return -1; // no such folder on this system
        }
        try (Stream<Path> all = deep ? Files.walk(where) : Files.list(where)) {
            return all.count();
        }
    }
}
