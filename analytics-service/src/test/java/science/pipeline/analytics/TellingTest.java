package science.pipeline.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import science.pipeline.analytics.observe.PipelineProgress;
import science.pipeline.analytics.post.Outlets;
import science.pipeline.codec.EventEncoder;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Letter;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is told of the dataset, to topics that take less than usual. */
class TellingTest {

    private static final short ONE_COPY = 1;
    private static final AclBinding NOBODY_WRITES_ALERTS = new AclBinding(
            new ResourcePattern(ResourceType.TOPIC, "alerts", PatternType.LITERAL),
            new AccessControlEntry("User:*", "*", AclOperation.WRITE, AclPermissionType.DENY));

    private static EmbeddedKafkaKraftBroker broker;
    private static Admin admin;

    @TempDir
    private Path results;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        broker.brokerProperty("allow.everyone.if.no.acl.found", "true");
        broker.afterPropertiesSet();
        admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()));
        admin.createTopics(List.of(
                        new NewTopic("events", 1, ONE_COPY),
                        new NewTopic("flagged", 1, ONE_COPY),
                        new NewTopic("copies", 1, ONE_COPY).configs(Map.of("max.message.bytes", "4000")),
                        new NewTopic("statistics", 1, ONE_COPY).configs(Map.of("max.message.bytes", "1200"))))
                .all()
                .get();
    }

    @AfterAll
    static void stopBroker() {
        admin.close();
        broker.destroy();
    }

    @Test
    void whatIsTooLargeForItsTopicIsMadeSmallerAndSaysSo() throws Exception {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        try (KafkaProducer<byte[], byte[]> sender = sender()) {
            ProducerRecord<byte[], byte[]> poison = new ProducerRecord<>("events", noise, noise);
            poison.headers().add("sender", noise);
            sender.send(poison);
            for (int n = 0; n < 500; n++) {
                sender.send(new ProducerRecord<>("events", event(n)));
            }
            sender.flush();
        }

        try (ConfigurableApplicationContext service =
                start("events", "--analytics.topics.rejected=copies", "--analytics.topics.statistics=statistics")) {
            PipelineProgress progress = service.getBean(PipelineProgress.class);
            await().atMost(Duration.ofSeconds(60)).until(() -> progress.accepted() == 500);

            ConsumerRecord<byte[], byte[]> copy = first("copies");
            assertThat(header(copy, "pipeline.value-bytes")).contains("100000");
            assertThat(header(copy, "pipeline.key-bytes")).contains("100000");
            assertThat(header(copy, "pipeline.headers-left-out")).contains("1");
            assertThat(header(copy, "pipeline.source-offset")).contains("0");

            JsonNode window = new JsonMapper().readTree(first("statistics").value());
            assertThat(window.path("histograms_left_out").asBoolean())
                    .as(window.toString())
                    .isTrue();
            assertThat(window.path("total_events").asLong()).isPositive();
            assertThat(service.getBean(Outlets.class).troubles()).isEmpty();
        }
        ResultsFolder folder = ResultsFolder.existing(results);
        assertThat(Verification.of(folder).faults()).isEmpty();
        assertThat(folder.ledger().received()).isEqualTo(501);
        assertThat(folder.ledger().unsent()).isEmpty();
    }

    @Test
    void aRightThatIsTakenAwayStopsNothingAndWhatWaitedIsSentOnce() throws Exception {
        admin.createTopics(List.of(new NewTopic("alerts", 1, ONE_COPY))).all().get();
        admin.createAcls(List.of(NOBODY_WRITES_ALERTS)).all().get();
        String[] options = {
            "--analytics.topics.alerts=alerts", "--analytics.detection.rare-events.every_one.energy_gev.min=0"
        };
        try (KafkaProducer<byte[], byte[]> sender = sender()) {
            for (int n = 0; n < 50; n++) {
                sender.send(new ProducerRecord<>("flagged", event(n)));
            }
            sender.flush();
            try (ConfigurableApplicationContext service = start("flagged", options)) {
                PipelineProgress progress = service.getBean(PipelineProgress.class);
                await().atMost(Duration.ofSeconds(60)).until(() -> progress.accepted() == 50);
                sender.send(new ProducerRecord<>("flagged", event(50)));
                sender.flush();
                await().atMost(Duration.ofSeconds(60)).until(() -> progress.accepted() == 51);
                assertThat(service.getBean(Outlets.class).waiting(Letter.To.ALERTS))
                        .isEqualTo(51);
            }
            assertThat(ResultsFolder.existing(results).ledger().alerts().sent()).isEqualTo(51);

            // What waited rides in the commit; the next run sends it, and the one after that has nothing to send.
            admin.deleteAcls(List.of(NOBODY_WRITES_ALERTS.toFilter())).all().get();
            try (ConfigurableApplicationContext service = start("flagged", options)) {
                PipelineProgress progress = service.getBean(PipelineProgress.class);
                await().atMost(Duration.ofSeconds(60)).until(() -> progress.accepted() == 51);
                await().atMost(Duration.ofSeconds(60)).until(() -> end("alerts") == 51);
            }
            sender.send(new ProducerRecord<>("flagged", event(51)));
            sender.flush();
            try (ConfigurableApplicationContext service = start("flagged", options)) {
                PipelineProgress progress = service.getBean(PipelineProgress.class);
                await().atMost(Duration.ofSeconds(60)).until(() -> progress.accepted() == 52);
            }
            assertThat(end("alerts")).isEqualTo(52);
        }
        assertThat(ResultsFolder.existing(results).ledger().unsent()).isEmpty();
    }

    private static long end(String topic) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    private static KafkaProducer<byte[], byte[]> sender() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.getBrokersAsString()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private ConfigurableApplicationContext start(String topic, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
                "--spring.kafka.producer.compression-type=none",
                "--spring.kafka.consumer.group-id=" + topic,
                "--analytics.topic=" + topic,
                "--analytics.topics.rejected=",
                "--analytics.topics.alerts=",
                "--analytics.topics.statistics=",
                "--analytics.results-dir=" + results,
                "--analytics.statistics.lateness=0s",
                "--analytics.commit-interval=100ms",
                "--analytics.min-free-disk=1MB",
                "--analytics.port=0"));
        arguments.removeIf(
                argument -> Stream.of(more).anyMatch(other -> name(other).equals(name(argument))));
        arguments.addAll(List.of(more));
        return SpringApplication.run(AnalyticsApplication.class, arguments.toArray(String[]::new));
    }

    private static String name(String argument) {
        return argument.substring(0, argument.indexOf('='));
    }

    /** Event n comes n seconds after 10:23:20, its energy is another one each time. */
    private static byte[] event(int n) {
        return new EventEncoder(Schema.byDefault())
                .encode(new ParticleEvent(
                        n,
                        1_768_559_000_000_000L + n * 100_000L,
                        "photon",
                        1 + n * n,
                        1 + n * n,
                        0,
                        0,
                        "DET_1",
                        false));
    }

    private static ConsumerRecord<byte[], byte[]> first(String topic) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.getBrokersAsString(),
                        "group.id",
                        "reader",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
                return !found.isEmpty();
            });
        }
        return found.get(0);
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name)).map(header -> new String(header.value()));
    }
}
