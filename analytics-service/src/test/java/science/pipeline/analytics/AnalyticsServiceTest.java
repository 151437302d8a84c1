package science.pipeline.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
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
import science.pipeline.analytics.observe.PipelineProgress;
import science.pipeline.codec.EventEncoder;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a real broker in this JVM. Each test has a topic, a group and a results folder of its own. */
class AnalyticsServiceTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static EmbeddedKafkaKraftBroker broker;

    @TempDir
    Path results;

    @BeforeAll
    static void startBroker() {
        broker = new EmbeddedKafkaKraftBroker(1, 2);
        broker.afterPropertiesSet();
    }

    @AfterAll
    static void stopBroker() {
        broker.destroy();
    }

    @Test
    void poisonIsKeptApartAndTheGoodEventBehindItIsAccepted() throws Exception {
        broker.addTopics("poison");
        send("poison", 0, "no event".getBytes(StandardCharsets.UTF_8));
        send("poison", 0, event(1));

        try (ConfigurableApplicationContext service = start("poison")) {
            awaitAccepted(service, 1);
            List<ConsumerRecord<byte[], byte[]>> copies = read("poison-dlt", 1);
            assertThat(copies.get(0).value()).asString().isEqualTo("no event");
            assertThat(copies.get(0).headers().lastHeader("pipeline.reason").value())
                    .asString()
                    .isEqualTo("not_json");
            assertThat(copies.get(0).headers().lastHeader("sender").value())
                    .asString()
                    .isEqualTo("test");
        }
        assertThat(Files.readAllLines(only("rejected_p00"))).singleElement().satisfies(line -> {
            JsonNode reject = JSON.readTree(line);
            assertThat(reject.path("kafka_offset").asLong()).isZero();
            assertThat(reject.path("payload").binaryValue()).asString().isEqualTo("no event");
        });
        assertTheBooksClose(2);
    }

    @Test
    void aSecondRunGoesOnWhereTheFirstStopped() throws Exception {
        broker.addTopics("second-run");
        for (int n = 0; n < 100; n++) {
            send("second-run", n % 2, event(n));
        }
        try (ConfigurableApplicationContext service = start("second-run")) {
            awaitAccepted(service, 100);
        }
        for (int n = 100; n < 150; n++) {
            send("second-run", n % 2, event(n));
        }
        try (ConfigurableApplicationContext service = start("second-run")) {
            awaitAccepted(service, 150);
        }
        assertTheBooksClose(150);
        assertThat(Files.readAllLines(results.resolve("all_events_final.csv"))).hasSize(151);
    }

    @Test
    void flaggedEventsAreAnnouncedWithTheirExplanation() throws Exception {
        broker.addTopics("alerts-of");
        send("alerts-of", 0, event(1));
        send("alerts-of", 0, event(2));

        try (ConfigurableApplicationContext service =
                start("alerts-of", "--analytics.detection.rare-events.odd_id.energy_gev.min=1.5")) {
            awaitAccepted(service, 2);
            JsonNode alert = JSON.readTree(read("alerts-of-alerts", 1).get(0).value());
            assertThat(alert.path("event_id").asLong()).isEqualTo(2);
            assertThat(alert.path("reasons").asString()).contains("odd_id");
            assertThat(alert.path("explanation").path("contributions")).isNotEmpty();
        }
        assertTheBooksClose(2);
    }

    @Test
    void closedWindowsAreAnnounced() throws Exception {
        broker.addTopics("windows-of");
        send("windows-of", 0, event(0));
        send("windows-of", 0, event(100));

        try (ConfigurableApplicationContext service = start("windows-of", "--analytics.statistics.lateness=0s")) {
            awaitAccepted(service, 2);
            JsonNode window =
                    JSON.readTree(read("windows-of-statistics", 1).get(0).value());
            assertThat(window.path("total_events").asLong()).isEqualTo(1);
            assertThat(window.path("window_start").asString()).endsWith(":20.000000");
        }
        assertTheBooksClose(2);
    }

    @Test
    void theServiceWaitsForItsTopicAndSaysSo() throws Exception {
        try (ConfigurableApplicationContext service = start("comes-later")) {
            PipelineProgress progress = service.getBean(PipelineProgress.class);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> progress.waitingFor()
                            .filter(missing -> missing.contains("comes-later"))
                            .isPresent());
            broker.addTopics("comes-later");
            send("comes-later", 0, event(1));
            awaitAccepted(service, 1);
        }
        assertTheBooksClose(1);
    }

    private ConfigurableApplicationContext start(String topic, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
                "--spring.kafka.consumer.group-id=" + topic,
                "--analytics.topic=" + topic,
                "--analytics.topics.rejected=" + topic + "-dlt",
                "--analytics.topics.alerts=" + topic + "-alerts",
                "--analytics.topics.statistics=" + topic + "-statistics",
                "--analytics.results-dir=" + results,
                "--analytics.commit-interval=100ms",
                "--analytics.min-free-disk=1MB",
                "--analytics.port=0"));
        arguments.addAll(List.of(more));
        return SpringApplication.run(AnalyticsApplication.class, arguments.toArray(String[]::new));
    }

    private static void awaitAccepted(ConfigurableApplicationContext service, long count) {
        PipelineProgress progress = service.getBean(PipelineProgress.class);
        await().atMost(Duration.ofSeconds(60)).until(() -> progress.accepted() == count);
    }

    private void assertTheBooksClose(long received) throws Exception {
        ResultsFolder folder = ResultsFolder.existing(results);
        assertThat(Verification.of(folder).faults()).isEmpty();
        assertThat(folder.ledger().received()).isEqualTo(received);
    }

    private Path only(String prefix) throws Exception {
        try (var files = Files.list(results)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Event n comes n seconds after 10:23:20, with n GeV of photon along x. */
    private static byte[] event(int n) {
        return new EventEncoder(Schema.byDefault())
                .encode(new ParticleEvent(
                        n, 1_768_559_000_000_000L + n * 1_000_000L, "photon", n, n, 0, 0, "DET_1", false));
    }

    private static void send(String topic, int partition, byte[] value)
            throws InterruptedException, ExecutionException {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.getBrokersAsString());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, null, value);
            record.headers().add("sender", "test".getBytes(StandardCharsets.UTF_8));
            producer.send(record).get();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.getBrokersAsString(),
                "group.id",
                "reader",
                "auto.offset.reset",
                "earliest");
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
                return found.size() >= count;
            });
        }
        return found;
    }
}
