package science.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.compare.Fingerprint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The parts of the pipeline over one broker and one {@code application.yml}, each in a process of its own. */
final class Folders {

    static final int PATIENCE_SECONDS = 300;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path SERVICE = Java.PROJECT.resolve("analytics-service/target/analytics-service-exec.jar");
    private static final Path AGENT = Java.PROJECT.resolve("system-test/target/system-test.jar");

    private final Path work;
    private final String servers;

    /** @param work where all of them work: there lies the configuration */
    Folders(Path work, String servers) {
        this.work = work;
        this.servers = servers;
    }

    Path results(String name) {
        return work.resolve(name);
    }

    /** The number of the newest commit of a partition. */
    long commits(String results, int partition) {
        String[] names =
                results(results).resolve(".commits/p0" + partition).toFile().list();
        long newest = 0;
        for (String name : names == null ? new String[0] : names) {
            newest =
                    name.matches("[0-9]{12}\\.json") ? Math.max(newest, Long.parseLong(name.substring(0, 12))) : newest;
        }
        return newest;
    }

    /** The newest commit of a partition. */
    Commit newest(String results, int partition) throws IOException {
        return ResultsFolder.existing(results(results)).log(partition).newest().orElseThrow();
    }

    /** Waits until a partition has so many commits. */
    void awaitCommits(String results, int partition, long number, Java writer) {
        while (commits(results, partition) < number) {
            if (!writer.isAlive()) {
                throw new AssertionError("ended before commit " + number + ": " + writer.tail());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    List<String> common(String topic, String results) {
        return List.of(
                "--spring.kafka.bootstrap-servers=" + servers,
                "--analytics.topic=" + topic,
                "--analytics.topics.rejected=" + topic + "-dlt",
                "--analytics.topics.alerts=" + topic + "-alerts",
                "--analytics.topics.statistics=" + topic + "-statistics",
                "--analytics.results-dir=" + results(results),
                "--analytics.min-free-disk=0MB",
                "--pipeline.exit-when-drained=true",
                "--pipeline.idle-timeout=1s");
    }

    /** Starts the service. */
    Java service(String topic, String results, String... further) {
        List<String> arguments = new ArrayList<>(List.of("-Xmx512m", "-jar", SERVICE.toString()));
        arguments.addAll(common(topic, results));
        arguments.addAll(List.of(
                "--analytics.port=0", "--spring.kafka.consumer.group-id=" + results, "--pipeline.terminal=false"));
        arguments.addAll(List.of(further));
        return new Java("service-" + results, work, Java.here(), arguments);
    }

    /** Starts the job. */
    Java job(String topic, String results, String... further) {
        return job(Java.here(), ClassArchive.used(), topic, results, further);
    }

    /** Runs the job until all is committed and the final dataset is built. */
    void runJob(String topic, String results, String... further) {
        try (Java job = job(Java.here(), ClassArchive.madeOrUsed(), topic, results, further)) {
            assertThat(job.exitCode(PATIENCE_SECONDS)).as(job::tail).isZero();
        }
    }

    /** Starts the job; it ends, as by kill -9, at a point of the code. */
    Java jobThatHalts(String point, String topic, String results, String... further) {
        return job(Java.here(), halting(point), topic, results, further);
    }

    /** What a JVM is told that is to end at a point of the code. */
    static List<String> halting(String point) {
        String agent = "-javaagent:" + AGENT + "=halt@" + point;
        String libraries = "-Xbootclasspath/a:" + byteBuddy() + ":" + AGENT;
        return List.of(libraries, agent);
    }

    private static Path byteBuddy() {
        return Path.of(net.bytebuddy.ByteBuddy.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }

    Java job(Path java, List<String> jvm, String topic, String results, String... further) {
        List<String> program = new ArrayList<>(jvm);
        program.addAll(List.of(
                "-jar", Java.PROJECT.resolve("spark-job/target/spark-job.jar").toString()));
        return run(java, program, topic, results, further);
    }

    /** Starts the job with the libraries of the tests, among them Hadoop's S3. */
    Java jobWithS3(List<String> jvm, String topic, String results, String... further) {
        List<String> program = new ArrayList<>(jvm);
        program.addAll(List.of(System.getProperty("spark.jvm").split(" ")));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        program.addAll(List.of("-cp", classPath, SparkJob.class.getName()));
        return run(Java.here(), program, topic, results, further);
    }

    private Java run(Path java, List<String> program, String topic, String results, String... further) {
        List<String> arguments = new ArrayList<>(List.of("-Xmx1g"));
        arguments.addAll(program);
        arguments.addAll(common(topic, results));
        List<String> own = List.of(further);
        if (own.stream().noneMatch(argument -> argument.startsWith("--spark-job.max-records-per-batch="))) {
            arguments.add("--spark-job.max-records-per-batch=30000"); // given twice, both would be one value
        }
        arguments.add("--spark-job.trigger=10ms");
        arguments.addAll(own);
        return new Java("job-" + results, work, java, arguments);
    }

    /**
     * Both folders hold the same dataset: manifest, statistics; and the books of the one to be judged close.
     *
     * @param expected name of the folder to be equal to
     */
    void expectEqual(String expected, String found) throws IOException {
        expectClosed(found);
        JsonNode one = manifest(expected);
        JsonNode other = manifest(found);
        for (String entry : List.of("source", "schema", "setups", "built", "files", "ledger", "histograms")) {
            assertThat(other.get(entry)).as(entry).isEqualTo(one.get(entry));
        }
        assertThat(configurations(other)).isEqualTo(configurations(one));
        assertThat(statistics(found)).isEqualTo(statistics(expected));
        assertThat(fingerprint(found)).isEqualTo(fingerprint(expected));
    }

    /** The books of a dataset close. */
    void expectClosed(String results) {
        Verification verification = Verification.of(ResultsFolder.existing(results(results)));
        assertThat(verification.faults()).isEmpty();
        assertThat(verification.outcome()).isEqualTo(Verification.Outcome.CLOSED);
    }

    String fingerprint(String results) throws IOException {
        return Fingerprint.of(ResultsFolder.existing(results(results))).hash();
    }

    JsonNode manifest(String results) throws IOException {
        return JSON.readTree(Files.readAllBytes(results(results).resolve("manifest.json")));
    }

    /** Without the number of the commit that each was built from. */
    private static JsonNode configurations(JsonNode manifest) {
        JsonNode all = manifest.get("configurations").deepCopy();
        all.forEach(each -> ((ObjectNode) each).remove("commit"));
        return all;
    }

    /** By name, without the revision: how often each was published. */
    private List<String> statistics(String results) throws IOException {
        List<String> all = new ArrayList<>();
        try (var files = Files.walk(results(results))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (file.toString().matches(".*(statistics_[^/]*\\.json|/statistics/[^/]*\\.jsonl)")) {
                    for (String json : file.toString().endsWith(".jsonl")
                            ? Files.readAllLines(file)
                            : List.of(Files.readString(file))) {
                        ObjectNode window = (ObjectNode) JSON.readTree(json);
                        window.remove("revision");
                        all.add(file.getFileName() + " " + window);
                    }
                }
            }
        }
        return all;
    }
}
