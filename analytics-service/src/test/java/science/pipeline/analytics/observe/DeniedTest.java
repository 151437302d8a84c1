package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import science.pipeline.analytics.AnalyticsApplication;
import science.pipeline.codec.EventEncoder;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/** Rights that are missing, taken away and given back: said by name, waited for, nothing lost. */
class DeniedTest {

    private static final Duration LONG = Duration.ofSeconds(120);
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);
    private static Admin admin;

    @TempDir
    Path results;

    @BeforeAll
    static void startBroker() {
        BROKER.brokerProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        BROKER.brokerProperty("allow.everyone.if.no.acl.found", "true");
        BROKER.afterPropertiesSet();
        admin = Admin.create(Map.of("bootstrap.servers", BROKER.getBrokersAsString()));
    }

    @AfterAll
    static void stopBroker() {
        admin.close();
        BROKER.destroy();
    }

    @Test
    void aRightTakenAwayAndGivenBackWhileReadingLosesNothing() throws Exception {
        BROKER.addTopics("guarded");
        send("guarded", 0, 5);
        try (ConfigurableApplicationContext service = start("guarded")) {
            PipelineProgress progress = service.getBean(PipelineProgress.class);
            await().atMost(LONG).until(() -> progress.accepted() == 5);

            deny(ResourceType.TOPIC, "guarded", AclOperation.READ);
            awaitState(service, RunState.Word.DENIED, "Read on topic guarded");
            send("guarded", 5, 50);
            assertThat(progress.lag()).as("lag is unknown").isNegative();
            assertThat(progress.accepted()).isEqualTo(5);

            allow(ResourceType.TOPIC, "guarded");
            await().atMost(LONG).until(() -> progress.accepted() == 55);
            awaitState(service, RunState.Word.RUNNING, "");
        }
        ResultsFolder folder = ResultsFolder.existing(results);
        assertThat(Verification.of(folder).faults()).isEmpty();
        assertThat(folder.ledger().received()).isEqualTo(55);
    }

    @Test
    void eachRightThatIsMissingAtTheStartIsNamedUntilItIsGiven() throws Exception {
        BROKER.addTopics("closed");
        send("closed", 0, 5);
        deny(ResourceType.TOPIC, "closed", AclOperation.DESCRIBE_CONFIGS);
        // Either right lets a topic be created. Reading does not need one that is only written to.
        deny(ResourceType.TOPIC, "closed-dlt", AclOperation.CREATE);
        deny(ResourceType.CLUSTER, Resource.CLUSTER_NAME, AclOperation.CREATE);
        deny(ResourceType.GROUP, "closed", AclOperation.READ);
        try (ConfigurableApplicationContext service = start("closed")) {
            PipelineProgress progress = service.getBean(PipelineProgress.class);
            awaitState(service, RunState.Word.DENIED, "DescribeConfigs on topic closed");
            allow(ResourceType.TOPIC, "closed");
            awaitState(service, RunState.Word.DENIED, "Read on group closed");
            allow(ResourceType.GROUP, "closed");
            await().atMost(LONG).until(() -> progress.accepted() == 5);
        }
        assertThat(Verification.of(ResultsFolder.existing(results)).faults()).isEmpty();
    }

    private static void awaitState(ConfigurableApplicationContext service, RunState.Word word, String reason) {
        RunState state = service.getBean(RunState.class);
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(state.now().word()).isEqualTo(word);
            assertThat(String.valueOf(state.now().reason())).contains(reason);
        });
    }

    private ConfigurableApplicationContext start(String topic) {
        return SpringApplication.run(
                AnalyticsApplication.class,
                "--analytics.port=0",
                "--analytics.topic=" + topic,
                "--analytics.topics.rejected=" + topic + "-dlt",
                "--analytics.topics.alerts=",
                "--analytics.topics.statistics=",
                "--analytics.results-dir=" + results,
                "--analytics.commit-interval=100ms",
                "--analytics.min-free-disk=1MB",
                "--spring.kafka.bootstrap-servers=" + BROKER.getBrokersAsString(),
                "--spring.kafka.consumer.group-id=" + topic);
    }

    private static void deny(ResourceType type, String name, AclOperation operation) throws Exception {
        admin.createAcls(List.of(
                        entry(type, name, operation, AclPermissionType.DENY),
                        entry(type, name, AclOperation.ALL, AclPermissionType.ALLOW)))
                .all()
                .get();
    }

    private static void allow(ResourceType type, String name) throws Exception {
        ResourcePattern resource = new ResourcePattern(type, name, PatternType.LITERAL);
        admin.deleteAcls(List.of(new AclBindingFilter(resource.toFilter(), AccessControlEntryFilter.ANY)))
                .all()
                .get();
    }

    private static AclBinding entry(
            ResourceType type, String name, AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:ANONYMOUS", "*", operation, permission));
    }

    private static void send(String topic, int firstId, int count) throws Exception {
        EventEncoder encoder = new EventEncoder(Schema.byDefault());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.getBrokersAsString()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int id = firstId; id < firstId + count; id++) {
                ParticleEvent event = new ParticleEvent(
                        id, 1_768_559_000_000_000L + id * 1000L, "muon", 50, 3, 4, 5, "DET_001", false);
                producer.send(new ProducerRecord<>(topic, 0, null, encoder.encode(event)))
                        .get();
            }
        }
    }
}
