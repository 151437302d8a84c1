package science.pipeline.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.systemtest.load.PairedEvents;
import science.pipeline.systemtest.process.Analytics;
import science.pipeline.systemtest.process.Cluster;
import science.pipeline.systemtest.process.JavaProcess;
import science.pipeline.systemtest.process.Settings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One topic, many hosts: whoever reads it, in however many instances, by whichever Java, and whoever analyses once more
 * what is kept, however often it is killed, makes the same dataset.
 */
@ExtendWith(SharedResources.class)
@ResourceLock(value = SharedResources.BROKERS, mode = ResourceAccessMode.READ)
class ReproductionIT {

    private static final Logger log = LoggerFactory.getLogger(ReproductionIT.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int EVENTS = Integer.getInteger("system-test.reproduce.events", 200_000);
    private static final int PATIENCE_SECONDS = 900;
    private static final int FINAL_BUILDS_KILLED = 4;
    private static final long MOST_BUILD_MILLIS = 1500;

    /** Prescale, histograms, pairs, a rare rule, a limit of alerts. */
    private static final List<String> CONFIGURATION = List.of(
            "--analytics.selections.some.energy_gev.min=20",
            "--analytics.selections.some.prescale=7",
            "--analytics.statistics.histograms.transverse.quantity=pt",
            "--analytics.statistics.histograms.transverse.min=0",
            "--analytics.statistics.histograms.transverse.max=200",
            "--analytics.statistics.histograms.pairs.quantity=pair_mass",
            "--analytics.statistics.histograms.pairs.min=0",
            "--analytics.statistics.histograms.pairs.max=400",
            "--analytics.detection.rare-events.very_hot.energy_gev.min=260",
            "--analytics.detection.alerts-per-hour=40",
            "--analytics.final-formats=csv");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private final Path logs = folder.resolve("logs");

    @Test
    void everyHostMakesTheSameDatasetOfOneTopic(Cluster cluster, ClosingTable table) throws Exception {
        int kills = Settings.times("reproduce", 20, 20);
        assumeTrue(kills > 0, Settings.NOT_ASKED_FOR);
        Random random = new Random(Settings.seed());
        log.info("-Dsystem-test.seed={}", Settings.seed());
        String topic = "reproduce-" + Settings.seed();
        cluster.createTopic(topic);
        Path two = folder.resolve("two");
        Analytics.Setup ofTwo = setup(cluster, topic, two, "20s");
        try (Analytics a = Analytics.start("two-a", ofTwo, logs);
                Analytics b = Analytics.start("two-b", ofTwo, logs)) {
            await("two instances")
                    .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                    .until(() -> cluster.membersAtWork(ofTwo.group()) == 2);
            PairedEvents.send(cluster.bootstrapServers(), topic, EVENTS, random.nextLong());
            ends(a);
            ends(b);
        }

        Path one = folder.resolve("one");
        ends(Analytics.start("one", setup(cluster, topic, one, "5s"), logs));
        Made expected = Made.of(one, logs);
        assertThat(expected.manifest().path("ledger").path("accepted").longValue())
                .isGreaterThan(EVENTS / 2);
        assertThat(expected.manifest().path("ledger").path("skipped").longValue())
                .isPositive();
        assertThat(expected.manifest()
                        .path("ledger")
                        .path("alerts")
                        .path("withheld")
                        .longValue())
                .isPositive();

        Made.of(two, logs).expect(expected);

        long begun = System.nanoTime();
        reanalyse(one, "one-again");
        Duration duration = Duration.ofNanos(System.nanoTime() - begun);
        Made.of(folder.resolve("one-again"), logs).expect(expected);
        reanalyse(two, "two-again");
        Made.of(folder.resolve("two-again"), logs).expect(expected);

        whoIsKilledWhileItBuildsFinalFilesBuildsTheSameAgain(one, random);

        Path killed = folder.resolve("killed");
        for (int kill = 1; kill <= kills; kill++) {
            try (JavaProcess reanalysis = Analytics.command("killed-" + kill, logs, words(one, killed))) {
                reanalysis.killAfter(Duration.ofMillis(random.nextLong(duration.toMillis())));
            }
        }
        reanalyse(one, "killed");
        Made.of(killed, logs).expect(expected);

        Optional<Path> later = java25();
        if (later.isPresent()) {
            Path java25 = folder.resolve("java25");
            ends(Analytics.startBy(later.get(), "java25", setup(cluster, topic, java25, "5s"), logs));
            Made.of(java25, logs).expect(expected);
            Path again = folder.resolve("java25-again");
            ends(Analytics.commandBy(later.get(), "java25-again", logs, words(one, again)));
            Made.of(again, logs).expect(expected);
        } else {
            log.info("no Java 25 lies in /usr/lib/jvm: not tried by it");
        }
        table.add(new Outcome("reproduce", kills, Map.of("records", (long) EVENTS), List.of()));
    }

    /** The first kill falls into the beginning of the build, the others anywhere, or behind it on a fast machine. */
    private void whoIsKilledWhileItBuildsFinalFilesBuildsTheSameAgain(Path results, Random random) throws Exception {
        Map<String, String> expected = finalFiles(results);
        assertThat(expected).containsKeys("all_events_final.csv", "manifest.json");
        for (int kill = 1; kill <= FINAL_BUILDS_KILLED; kill++) {
            Set<String> former = workshops(results);
            try (JavaProcess build = Analytics.command("finalize-killed-" + kill, logs, finalize(results))) {
                await("the final build begins")
                        .pollInterval(Duration.ofMillis(1))
                        .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                        .until(() -> !build.isAlive() || !former.containsAll(workshops(results)));
                build.killAfter(kill == 1 ? Duration.ZERO : Duration.ofMillis(random.nextLong(MOST_BUILD_MILLIS)));
            }
            if (kill == 1) {
                assertThat(workshops(results)).as("what a kill leaves").isNotEmpty();
            }
        }
        ends(Analytics.command("finalize", logs, finalize(results)));
        assertThat(finalFiles(results)).isEqualTo(expected);
    }

    private static String[] finalize(Path results) {
        return Stream.concat(Stream.of("finalize", results.toString()), CONFIGURATION.stream())
                .toArray(String[]::new);
    }

    /** Where final files are made, or were when somebody was killed. */
    private static Set<String> workshops(Path results) throws IOException {
        try (Stream<Path> commits = Files.list(results.resolve(".commits"))) {
            return commits.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("final-"))
                    .collect(Collectors.toSet());
        }
    }

    /** SHA-256 of all that was built of the parts, by name. */
    private static Map<String, String> finalFiles(Path results) throws Exception {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(results)) {
            for (Path file : all.filter(ReproductionIT::isFinal).toList()) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                files.put(results.relativize(file).toString(), HexFormat.of().formatHex(hash));
            }
        }
        return files;
    }

    private static boolean isFinal(Path file) {
        String name = file.getFileName().toString();
        return name.contains("_final.")
                || List.of("manifest.json", "detector_alarms.json").contains(name)
                || Made.isOfStatistics(file);
    }

    private static Analytics.Setup setup(Cluster cluster, String topic, Path results, String idle) {
        List<String> more = new ArrayList<>(CONFIGURATION);
        more.addAll(List.of(
                // One member of the group each, so that two are two instances.
                "--spring.kafka.listener.concurrency=1",
                "--pipeline.exit-when-drained=true",
                "--pipeline.idle-timeout=" + idle));
        return new Analytics.Setup(cluster, topic, results, topic + "-" + results.getFileName(), "", more);
    }

    private void reanalyse(Path from, String name) {
        ends(Analytics.command(name, logs, words(from, folder.resolve(name))));
    }

    private static String[] words(Path from, Path into) {
        return Stream.concat(
                        Stream.of("reanalyse", from.toString(), "--into=" + into, "--analytics.commit-interval=100ms"),
                        CONFIGURATION.stream())
                .toArray(String[]::new);
    }

    private static void ends(JavaProcess process) {
        try (process) {
            assertThat(process.awaitExit(PATIENCE_SECONDS)).as(process::tail).isZero();
        }
    }

    private static Optional<Path> java25() throws IOException {
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(all)) {
            return found.filter(jvm -> jvm.getFileName().toString().contains("25"))
                    .map(jvm -> jvm.resolve("bin").resolve("java"))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }

    /**
     * What was made of the topic.
     *
     * @param manifest without what tells who made it, and when
     * @param statistics by file, without how often it was written
     */
    private record Made(String fingerprint, ObjectNode manifest, Map<String, JsonNode> statistics) {

        static Made of(Path results, Path logs) throws IOException {
            ends(Analytics.command("verify-" + results.getFileName(), logs, "verify", results.toString()));
            String name = "fingerprint-" + results.getFileName();
            JavaProcess fingerprint = Analytics.command(name, logs, "fingerprint", results.toString());
            ends(fingerprint);
            String[] lines = fingerprint.output().strip().split("\n");
            return new Made(lines[lines.length - 1], manifest(results), statistics(results));
        }

        void expect(Made expected) {
            manifest.propertyNames()
                    .forEach(name -> assertThat(manifest.get(name)).as(name).isEqualTo(expected.manifest.get(name)));
            assertThat(statistics).isNotEmpty().isEqualTo(expected.statistics);
            assertThat(fingerprint).matches("[0-9a-f]{64}").isEqualTo(expected.fingerprint);
        }

        private static ObjectNode manifest(Path results) throws IOException {
            ObjectNode all = (ObjectNode) JSON.readTree(Files.readAllBytes(results.resolve("manifest.json")));
            all.path("configurations").forEach(partition -> ((ObjectNode) partition).remove("commit"));
            return all.retain(
                    List.of("source", "schema", "setups", "configurations", "built", "ledger", "files", "histograms"));
        }

        private static Map<String, JsonNode> statistics(Path results) throws IOException {
            Map<String, JsonNode> statistics = new TreeMap<>();
            try (Stream<Path> files = Files.walk(results)) {
                for (Path file : files.filter(Made::isOfStatistics).toList()) {
                    String name = results.relativize(file).toString();
                    for (String document : documents(file)) {
                        ObjectNode one = (ObjectNode) JSON.readTree(document);
                        one.remove("revision");
                        statistics.put(name + " " + one.path("window_start"), one);
                    }
                }
            }
            return statistics;
        }

        private static boolean isOfStatistics(Path file) {
            String name = file.getFileName().toString();
            boolean isDay = file.getParent().endsWith("statistics") && name.endsWith(".jsonl");
            return isDay || name.startsWith("statistics_") && name.endsWith(".json");
        }

        /** A day of many small windows is one file. */
        private static List<String> documents(Path file) throws IOException {
            return file.toString().endsWith(".jsonl") ? Files.readAllLines(file) : List.of(Files.readString(file));
        }
    }
}
