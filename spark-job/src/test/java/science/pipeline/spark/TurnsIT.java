package science.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several hosts on one folder, one after the other or at once: the dataset is that of one service. */
class TurnsIT {

    private static final int RECORDS = 20_000;
    private static final String BATCH = "--spark-job.max-records-per-batch=4000";

    @TempDir
    static Path work;

    private static Kafka kafka;
    private static Folders folders;

    @BeforeAll
    static void start() throws Exception {
        Files.copy(Path.of("src/test/resources/comparison.yml"), work.resolve("application.yml"));
        kafka = new Kafka(work);
        folders = new Folders(work, kafka.servers());
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static void runToTheEnd(Java started) {
        try (Java part = started) {
            assertThat(part.exitCode(Folders.PATIENCE_SECONDS)).as(part::tail).isZero();
        }
    }

    @Test
    void serviceAndJobTakeTurnsOnOneFolder() throws Exception {
        kafka.create("turns", 2);
        OddTopic topic = new OddTopic(kafka.servers(), "turns", 1);
        topic.send(RECORDS, 2);
        folders.runJob("turns", "by-turns", BATCH);
        topic.send(RECORDS, 2);
        runToTheEnd(folders.service("turns", "by-turns"));
        topic.send(RECORDS, 2);
        folders.runJob("turns", "by-turns", BATCH);
        runToTheEnd(folders.service("turns", "alone"));
        folders.expectEqual("alone", "by-turns");
        assertThat(folders.manifest("by-turns").path("hosts").toString())
                .containsSubsequence("spark-job", "analytics-service", "spark-job");
    }

    @Test
    void partitionsComeAndMenuAndWindowChangeBetweenRuns() throws Exception {
        kafka.create("grown", 2);
        OddTopic topic = new OddTopic(kafka.servers(), "grown", 2);
        topic.send(RECORDS, 2);
        runToTheEnd(folders.service("grown", "grown-service"));
        folders.runJob("grown", "grown-job", BATCH);
        kafka.grow("grown", 3);
        topic.send(RECORDS, 3);
        String[] changed = {
            BATCH, "--analytics.selections.central.prescale=3", "--analytics.statistics.window=20s",
        };
        runToTheEnd(folders.service("grown", "grown-service", changed[1], changed[2]));
        folders.runJob("grown", "grown-job", changed);
        folders.expectEqual("grown-service", "grown-job");
    }

    @Test
    void ofTwoDriversTheLaterOneEndsTheRun() throws Exception {
        kafka.create("two", 2);
        new OddTopic(kafka.servers(), "two", 3).send(2 * RECORDS, 2);
        runToTheEnd(folders.service("two", "two-service"));
        try (Java earlier = folders.job("two", "two-drivers", "--spark-job.max-records-per-batch=500")) {
            folders.awaitCommits("two-drivers", 0, 2, earlier);
            folders.runJob("two", "two-drivers", BATCH);
            assertThat(earlier.exitCode(Folders.PATIENCE_SECONDS)).isIn(0, 1);
        }
        folders.expectEqual("two-service", "two-drivers");
    }

    @Test
    void aRunWithoutItsCheckpointGoesOnWithTheCommits() throws Exception {
        kafka.create("lost", 2);
        new OddTopic(kafka.servers(), "lost", 4).send(2 * RECORDS, 2);
        runToTheEnd(folders.service("lost", "lost-service"));
        try (Java killed = folders.job("lost", "lost-checkpoint", BATCH)) {
            folders.awaitCommits("lost-checkpoint", 0, 4, killed);
            killed.kill();
        }
        delete(folders.results("lost-checkpoint").resolve(".commits/spark"));
        folders.runJob("lost", "lost-checkpoint", BATCH);
        folders.expectEqual("lost-service", "lost-checkpoint");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
