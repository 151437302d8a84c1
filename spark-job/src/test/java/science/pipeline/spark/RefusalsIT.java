package science.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;

/** What forbids to go on is said in one message, before anything is read, and changes nothing. */
class RefusalsIT {

    private static final int RECORDS = 4_000;

    @TempDir
    static Path work;

    private static Kafka kafka;
    private static Folders folders;

    @BeforeAll
    static void start() throws Exception {
        kafka = new Kafka(work);
        folders = new Folders(work, kafka.servers());
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    /** A dataset of the whole topic. */
    private static void read(String topic) throws Exception {
        kafka.create(topic, 1);
        new OddTopic(kafka.servers(), topic, 1).send(RECORDS, 1);
        try (Java service = folders.service(topic, topic)) {
            assertThat(service.exitCode(Folders.PATIENCE_SECONDS))
                    .as(service::tail)
                    .isZero();
        }
    }

    private static void expectRefusal(String message, String topic, String... arguments) {
        long commits = folders.commits(topic, 0);
        try (Java job = folders.job(topic, topic, arguments)) {
            assertThat(job.exitCode(Folders.PATIENCE_SECONDS)).as(job::tail).isEqualTo(1);
            assertThat(job.output()).contains(message).doesNotContain("\tat ");
        }
        assertThat(folders.commits(topic, 0)).isEqualTo(commits);
    }

    @Test
    void optionsThatWouldLoseRecords() {
        expectRefusal(
                "spark-job.source.minPartitions: found '8', expected nothing: with more than one task a partition",
                "none",
                "--spark-job.source.minPartitions=8");
        expectRefusal(
                "spark-job.source.maxRecordsPerPartition: found '9', expected nothing",
                "none",
                "--spark-job.source.maxRecordsPerPartition=9");
        expectRefusal(
                "spark-job.source.failOnDataLoss: found 'false', expected nothing: records that retention removed",
                "none",
                "--spark-job.source.failOnDataLoss=false");
    }

    @Test
    void whatTheServiceAloneDoes() {
        expectRefusal(
                "analytics.print: found [anomalies], expected nothing: executors have no terminal",
                "none",
                "--analytics.print=anomalies");
        expectRefusal(
                "analytics.mode: found read-only, expected process: what looks at a dataset is the analytics service",
                "none",
                "--analytics.mode=read-only");
        expectRefusal(
                "event.avro.registry: found 'localhost:8085', expected http://HOST:PORT of a schema registry",
                "none",
                "--event.avro.registry=localhost:8085",
                "--event.format=avro");
    }

    @Test
    void moreThanOneTopic() {
        expectRefusal("expected a topic's name", "none", "--analytics.topic=one,two");
    }

    @Test
    void aTopicThatWasCreatedAgain() throws Exception {
        read("again");
        kafka.delete("again");
        kafka.create("again", 1);
        new OddTopic(kafka.servers(), "again", 1).send(2 * RECORDS, 1);
        expectRefusal("was made from topic again (id ", "again");
    }

    @Test
    void recordsThatRetentionRemovedUntilAPersonAcceptsTheLoss() throws Exception {
        read("short");
        long next = next("short");
        new OddTopic(kafka.servers(), "short", 2).send(RECORDS, 1);
        long first = next + 1000;
        kafka.admin()
                .deleteRecords(Map.of(new TopicPartition("short", 0), RecordsToDelete.beforeOffset(first)))
                .all()
                .get();
        String accepted = "--analytics.accept-gap=0:" + next + "-" + (first - 1);
        expectRefusal(accepted, "short");
        folders.runJob("short", "short", accepted);
        assertThat(folders.manifest("short").path("ledger").path("lost").asLong())
                .isEqualTo(1000);
    }

    @Test
    void aFolderThatIsOlderThanItsCheckpoint() throws Exception {
        read("older");
        copy(folders.results("older"), folders.results("older-copy"));
        new OddTopic(kafka.servers(), "older", 2).send(RECORDS, 1);
        String checkpoint = "--spark-job.checkpoint=" + work.resolve("checkpoint");
        folders.runJob("older", "older", checkpoint);
        delete(folders.results("older"));
        copy(folders.results("older-copy"), folders.results("older"));
        expectRefusal("the folder is older than its checkpoint", "older", checkpoint);
    }

    @Test
    void theStateOfAnotherVersion() throws Exception {
        read("foreign");
        ResultsFolder folder = ResultsFolder.existing(folders.results("foreign"));
        Commit newest = folder.newestCommits().get(0);
        var stand = newest.stand();
        folder.log(0)
                .append(newest.followedBy(
                        new science.pipeline.dataset.sink.Stand(
                                stand.nextOffset(),
                                stand.leaderEpoch(),
                                stand.clockMicros(),
                                stand.counts(),
                                stand.unsent(),
                                new byte[] {1, 2, 3}),
                        newest.files()));
        new OddTopic(kafka.servers(), "foreign", 2).send(RECORDS, 1);
        expectRefusal("holds a state of the analysis that this version cannot read", "foreign");
    }

    private static long next(String topic) throws IOException {
        return ResultsFolder.existing(folders.results(topic)).nextOffset(0).orElseThrow();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
