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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import science.pipeline.analytics.dataset.ResultsFolder;
import science.pipeline.analytics.dataset.Verification;
import science.pipeline.analytics.intake.Outlets;
import science.pipeline.analytics.observe.PipelineProgress;
import science.pipeline.codec.EventEncoder;
import science.pipeline.event.Layout;
import science.pipeline.event.ParticleEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is told of the dataset, to topics that take less than usual. */
class TellingTest {

    private static EmbeddedKafkaKraftBroker broker;

    @TempDir
    private Path results;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.afterPropertiesSet();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()))) {
            admin.createTopics(List.of(
                            new NewTopic("events", 1, (short) 1),
                            new NewTopic("copies", 1, (short) 1).configs(Map.of("max.message.bytes", "4000")),
                            new NewTopic("statistics", 1, (short) 1).configs(Map.of("max.message.bytes", "1200"))))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.destroy();
    }

    @Test
    void whatIsTooLargeForItsTopicIsMadeSmallerAndSaysSo() throws Exception {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        try (KafkaProducer<byte[], byte[]> sender = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.getBrokersAsString()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> poison = new ProducerRecord<>("events", noise, noise);
            poison.headers().add("sender", noise);
            sender.send(poison);
            for (int n = 0; n < 500; n++) {
                sender.send(new ProducerRecord<>("events", event(n)));
            }
            sender.flush();
        }

        try (ConfigurableApplicationContext service = start()) {
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

    private ConfigurableApplicationContext start() {
        return SpringApplication.run(
                AnalyticsApplication.class,
                "--spring.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
                "--spring.kafka.producer.compression-type=none",
                "--analytics.topic=events",
                "--analytics.topics.rejected=copies",
                "--analytics.topics.alerts=",
                "--analytics.topics.statistics=statistics",
                "--analytics.results-dir=" + results,
                "--analytics.statistics.lateness=0s",
                "--analytics.commit-interval=100ms",
                "--analytics.min-free-disk=1MB",
                "--analytics.port=0");
    }

    /** Event n comes n seconds after 10:23:20, its energy is another one each time. */
    private static byte[] event(int n) {
        return new EventEncoder(Layout.PARTICLE_EVENT)
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
