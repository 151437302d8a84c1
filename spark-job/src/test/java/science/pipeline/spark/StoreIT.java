package science.pipeline.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The dataset in an object store that speaks S3, on this machine: no file system is shared, and the dataset is the
 * same.
 */
class StoreIT {

    private static final String TOPIC = "stored";
    private static final int HALTED = 86;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path work;

    private static Kafka kafka;
    private static Folders folders;
    private static Java s3;
    private static String endpoint;

    @BeforeAll
    static void start() throws Exception {
        Files.copy(Path.of("src/test/resources/comparison.yml"), work.resolve("application.yml"));
        int port = Java.freePort();
        endpoint = "http://127.0.0.1:" + port;
        Path settings = work.resolve("s3.properties");
        // Not transient-nio2: of an upload that broke off it keeps a file that makes every listing fail with status
        // 400.
        Files.writeString(settings, """
                s3proxy.authorization=none
                s3proxy.endpoint=%s
                jclouds.provider=transient
                jclouds.identity=x
                jclouds.credential=x
                """.formatted(endpoint));
        s3 = new Java(
                "s3",
                work,
                Java.here(),
                List.of(
                        "-Xmx512m",
                        "-jar",
                        Java.PROJECT.resolve("spark-job/target/s3proxy.jar").toString(),
                        "--properties",
                        settings.toString()));
        kafka = new Kafka(work);
        folders = new Folders(work, kafka.servers());
        kafka.create(TOPIC, 2);
        new OddTopic(kafka.servers(), TOPIC, 7).send(60_000, 2);
        try (Java service = folders.service(TOPIC, "service")) {
            assertThat(service.exitCode(Folders.PATIENCE_SECONDS))
                    .as(service::tail)
                    .isZero();
        }
        await(s3, "PUT", "/datasets");
    }

    @AfterAll
    static void stop() {
        kafka.close();
        s3.close();
    }

    /** Waits until the store answers so that it is well. */
    private static void await(Java alive, String method, String path) throws InterruptedException {
        while (ask(method, path) != 200) {
            assertThat(alive.isAlive()).as(alive::tail).isTrue();
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static int ask(String method, String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private static Java job(List<String> jvm, String name) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spark-job.store=" + place(name),
                "--spark-job.checkpoint=" + work.resolve(name + "-checkpoint").toUri(),
                "--spark-job.max-records-per-batch=8000"));
        arguments.addAll(access());
        return folders.jobWithS3(jvm, TOPIC, name, arguments.toArray(String[]::new));
    }

    private static String place(String name) {
        return "s3a://datasets/" + name;
    }

    private static List<String> access() {
        return List.of(
                "--spark-job.conf.spark.hadoop.fs.s3a.endpoint=" + endpoint,
                "--spark-job.conf.spark.hadoop.fs.s3a.endpoint.region=us-east-1",
                "--spark-job.conf.spark.hadoop.fs.s3a.path.style.access=true",
                "--spark-job.conf.spark.hadoop.fs.s3a.access.key=x",
                "--spark-job.conf.spark.hadoop.fs.s3a.secret.key=x");
    }

    /** What a command says of a dataset in the store, and its exit code before that. */
    private static String command(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(access());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = StoreCommands.run(arguments.toArray(String[]::new), new PrintStream(said, true, UTF_8));
        return code + "\n" + said.toString(UTF_8);
    }

    private static void runToTheEnd(String name) throws IOException {
        try (Java job = job(List.of(), name)) {
            assertThat(job.exitCode(Folders.PATIENCE_SECONDS)).as(job::tail).isZero();
        }
        folders.expectEqual("service", name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dataset.objects.ObjectDataset#draft:after:4",
                "dataset.objects.ObjectLog#append:before:7",
                "dataset.objects.ObjectLog#append:after:7"
            })
    void haltedAt(String point) throws Exception {
        String name = "halted-" + Math.abs(point.hashCode());
        try (Java job = job(Folders.halting(point), name)) {
            assertThat(job.exitCode(Folders.PATIENCE_SECONDS)).as(job::tail).isEqualTo(HALTED);
        }
        runToTheEnd(name);
    }

    @Test
    void killedAndThenReadStraightFromTheStore() throws Exception {
        try (Java job = job(List.of(), "killed")) {
            await(job, "GET", "/datasets/killed/.commits/p00/000000000004.json");
            job.kill();
        }
        runToTheEnd("killed");
        assertThat(command("verify", place("killed"))).startsWith("0\n").endsWith("The books close.\n");
        assertThat(command("fingerprint", place("killed")))
                .startsWith("0\n")
                .endsWith(folders.fingerprint("service") + "\n");
        assertThat(command("compare", folders.results("service").toString(), place("killed")))
                .isEqualTo("0\nThey are equal.\n");
        assertThat(command("verify", place("nowhere"))).startsWith("2\n");
        String row = folders.newest("killed", 0).files().get(0).name();
        assertThat(ask("DELETE", "/datasets/killed/" + row)).isEqualTo(204);
        assertThat(command("verify", place("killed"))).startsWith("1\n").contains("FAULT", row);
    }
}
