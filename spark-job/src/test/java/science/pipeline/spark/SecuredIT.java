package science.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that encrypts, wants a password, and grants no more than README's table says for the job: no group. */
class SecuredIT {

    private static final String TOPIC = "locked";

    @TempDir
    Path work;

    @Test
    void withTheRightsOfTheTableTheJobReadsAndTellsAndWaitsForOneThatIsMissing() throws Exception {
        Files.copy(Path.of("src/test/resources/comparison.yml"), work.resolve("application.yml"));
        Lock lock = new Lock(work.resolve("lock"));
        try (Kafka kafka = new Kafka(work, lock::settings)) {
            kafka.create(TOPIC, 2);
            new OddTopic(kafka.servers(), TOPIC, 1).send(20_000, 2);
            Folders folders = new Folders(work, lock.servers());
            grant(
                    kafka,
                    ResourceType.TOPIC,
                    TOPIC + "-",
                    PatternType.PREFIXED,
                    AclOperation.WRITE,
                    AclOperation.CREATE);
            try (Java job = folders.job(TOPIC, "secured", lock.keys().toArray(String[]::new))) {
                job.awaitSaid("Describe", TOPIC);
                grant(
                        kafka,
                        ResourceType.TOPIC,
                        TOPIC,
                        PatternType.LITERAL,
                        AclOperation.READ,
                        AclOperation.DESCRIBE_CONFIGS);
                assertThat(job.exitCode(Folders.PATIENCE_SECONDS)).as(job::tail).isZero();
            }
            folders.expectClosed("secured");
            var ledger = folders.manifest("secured").path("ledger");
            assertThat(ledger.path("rejected").path("total").asLong()).isPositive();
            assertThat(records(kafka, TOPIC + "-dlt"))
                    .isEqualTo(ledger.path("rejected").path("total").asLong());
        }
    }

    private static void grant(Kafka kafka, ResourceType type, String name, PatternType how, AclOperation... operations)
            throws Exception {
        kafka.admin()
                .createAcls(Stream.of(operations)
                        .map(operation -> new AclBinding(
                                new ResourcePattern(type, name, how),
                                new AccessControlEntry("User:" + Lock.USER, "*", operation, AclPermissionType.ALLOW)))
                        .toList())
                .all()
                .get();
    }

    private static long records(Kafka kafka, String topic) throws Exception {
        var partitions = kafka.admin()
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions();
        long records = 0;
        for (var each : partitions) {
            TopicPartition partition = new TopicPartition(topic, each.partition());
            records += kafka.admin()
                    .listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .all()
                    .get()
                    .get(partition)
                    .offset();
        }
        return records;
    }
}
