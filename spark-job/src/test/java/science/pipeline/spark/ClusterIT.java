package science.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on a standalone cluster of two executors, submitted as people do it. */
class ClusterIT {

    private static final String TOPIC = "spread";
    private static final int PARTITIONS = 4;
    private static final Path TARGET = Java.PROJECT.resolve("spark-job/target");

    @TempDir
    Path work;

    @Test
    void anExecutorThatIsKilledAndOneThatSleepsChangeNothing() throws Exception {
        Files.copy(Path.of("src/test/resources/comparison.yml"), work.resolve("application.yml"));
        Path home = distribution();
        int port = Java.freePort();
        try (Kafka kafka = new Kafka(work);
                Java master = spark(
                        home,
                        "master",
                        "org.apache.spark.deploy.master.Master",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "" + port,
                        "--webui-port",
                        "0");
                Java one = worker(home, "127.0.0.1", port);
                Java two = worker(home, "127.0.0.2", port)) {
            Folders folders = new Folders(work, kafka.servers());
            kafka.create(TOPIC, PARTITIONS);
            new OddTopic(kafka.servers(), TOPIC, 5).send(60_000, PARTITIONS);
            try (Java service = folders.service(TOPIC, "service")) {
                assertThat(service.exitCode(Folders.PATIENCE_SECONDS))
                        .as(service::tail)
                        .isZero();
            }
            try (Java job = submit(home, port, folders)) {
                folders.awaitCommits("cluster", 0, 3, job);
                one.children().forEach(ProcessHandle::destroyForcibly);
                folders.awaitCommits("cluster", 0, 6, job);
                List<ProcessHandle> asleep = two.children();
                for (ProcessHandle executor : asleep) {
                    Java.signal(executor, "-STOP");
                }
                folders.awaitCommits("cluster", 0, 9, job);
                for (ProcessHandle executor : asleep) {
                    Java.signal(executor, "-CONT");
                }
                assertThat(job.exitCode(2 * Folders.PATIENCE_SECONDS))
                        .as(job::tail)
                        .isZero();
            }
            folders.expectEqual("service", "cluster");
            assertThat(master.isAlive()).isTrue();
        }
    }

    /** A folder as a Spark distribution has it: jars, without what the job takes along. */
    private Path distribution() throws IOException {
        Path jars = Files.createDirectories(work.resolve("spark/jars"));
        Set<String> taken = names(TARGET.resolve("jars")).collect(Collectors.toSet());
        for (String name : names(TARGET.resolve("lib")).toList()) {
            if (!taken.contains(name)) {
                Files.createSymbolicLink(
                        jars.resolve(name), TARGET.resolve("lib").resolve(name));
            }
        }
        return jars.getParent();
    }

    private static Stream<String> names(Path folder) {
        return Stream.of(folder.toFile().list());
    }

    private Java worker(Path home, String host, int port) {
        return spark(
                home,
                "worker-" + host,
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                host,
                "--webui-port",
                "0",
                "--cores",
                "2",
                "--memory",
                "700m",
                "--work-dir",
                work.resolve("work-" + host).toString(),
                "spark://127.0.0.1:" + port);
    }

    private Java spark(Path home, String name, String main, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-Xmx512m"));
        all.addAll(List.of(System.getProperty("spark.jvm").split(" ")));
        all.addAll(List.of("-cp", home.resolve("jars") + "/*", main));
        all.addAll(List.of(arguments));
        Map<String, String> environment =
                Map.of("SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", "2.13", "SPARK_LOCAL_IP", "127.0.0.1");
        return new Java(name, work, environment, Java.here(), all);
    }

    private Java submit(Path home, int port, Folders folders) {
        String jars = names(TARGET.resolve("jars"))
                .map(name -> TARGET.resolve("jars").resolve(name).toString())
                .collect(Collectors.joining(","));
        List<String> arguments = new ArrayList<>(
                List.of("--master", "spark://127.0.0.1:" + port, "--class", SparkJob.class.getName(), "--jars", jars));
        for (String setting : List.of(
                "spark.driver.host=127.0.0.1",
                "spark.driver.bindAddress=127.0.0.1",
                "spark.executor.memory=512m",
                "spark.executor.extraJavaOptions=" + String.join(" ", Java.SHORT_LIVED),
                "spark.speculation=true",
                "spark.speculation.interval=100ms",
                "spark.speculation.multiplier=1.1",
                "spark.speculation.quantile=0.25",
                "spark.speculation.task.duration.threshold=2s",
                "spark.network.timeout=30s",
                "spark.network.timeoutInterval=5s",
                "spark.executor.heartbeatInterval=2s")) {
            arguments.addAll(List.of("--conf", setting));
        }
        arguments.add(TARGET.resolve("spark-job.jar").toString());
        arguments.addAll(folders.common(TOPIC, "cluster"));
        arguments.addAll(List.of("--spark-job.max-records-per-batch=4000", "--spark-job.trigger=10ms"));
        return spark(home, "submit", "org.apache.spark.deploy.SparkSubmit", arguments.toArray(String[]::new));
    }
}
