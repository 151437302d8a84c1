package science.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over one topic the job writes the service's dataset, bit for bit, whatever happens to it. */
class SameDatasetIT {

    private static final String TOPIC = "odd";
    private static final int RECORDS = 200_000;
    private static final int PARTITIONS = 4;

    @TempDir
    static Path work;

    private static Kafka kafka;
    private static Folders folders;

    @BeforeAll
    static void fillATopicAndReadItWithTheService() throws Exception {
        Files.copy(Path.of("src/test/resources/comparison.yml"), work.resolve("application.yml"));
        kafka = new Kafka(work);
        folders = new Folders(work, kafka.servers());
        kafka.create(TOPIC, PARTITIONS);
        new OddTopic(kafka.servers(), TOPIC, 42).send(RECORDS, PARTITIONS);
        try (Java service = folders.service(TOPIC, "service")) {
            assertThat(service.exitCode(Folders.PATIENCE_SECONDS))
                    .as(service::tail)
                    .isZero();
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static void runToTheEnd(Java started) {
        try (Java job = started) {
            assertThat(job.exitCode(Folders.PATIENCE_SECONDS)).as(job::tail).isZero();
        }
    }

    @Test
    void inAtLeastSixBatches() throws Exception {
        folders.runJob(TOPIC, "spark");
        folders.expectEqual("service", "spark");
        assertThat(folders.manifest("spark").toString()).contains("spark-job");
        long commits = folders.manifest("spark")
                .path("configurations")
                .get(0)
                .path("commit")
                .asLong();
        assertThat(commits).isGreaterThanOrEqualTo(7); // the takeover's and six batches'
    }

    @Test
    void onJava25() throws Exception {
        Path newer = Path.of("/usr/lib/jvm/temurin-25-jdk-amd64/bin/java");
        assumeTrue(Files.exists(newer), "there is no Java 25 in /usr/lib/jvm");
        runToTheEnd(folders.job(
                newer,
                List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"),
                TOPIC,
                "newer"));
        folders.expectEqual("service", "newer");
    }

    /** Behind the rows of a later batch, the draft, the commit, and the batch. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dataset.rows.PartitionDataset#append:after:40",
                "dataset.rows.PartitionDataset#draft:after:6",
                "dataset.commit.CommitLog#link:after:9",
                "spark.Driver#report:before:2"
            })
    void haltedAt(String point) throws Exception {
        String name = "halted-" + point.hashCode();
        try (Java job = folders.jobThatHalts(point, TOPIC, name)) {
            assertThat(job.exitCode(Folders.PATIENCE_SECONDS)).as(job::tail).isEqualTo(86);
        }
        folders.runJob(TOPIC, name);
        folders.expectEqual("service", name);
    }

    @Test
    void killedTwiceAtRandom() throws Exception {
        Random random = new Random();
        for (int kill = 0; kill < 2; kill++) {
            try (Java job = folders.job(TOPIC, "killed")) {
                long before = folders.commits("killed", 0);
                folders.awaitCommits("killed", 0, before + 1 + random.nextInt(3), job);
                job.kill();
            }
        }
        folders.runJob(TOPIC, "killed");
        folders.expectEqual("service", "killed");
    }
}
