package science.pipeline.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import science.pipeline.analytics.observe.PipelineProgress;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.commit.ResultsFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody else's sender, fields, units and clock, by a schema alone. */
@ExtendWith(OutputCaptureExtension.class)
class OwnSchemaTest {

    private static final String SCHEMA = """
            name: radiation-monitors
            fields:
              monitor: {type: name, role: detector, from: device.urn}
              time:    {type: time, role: time, from: when_captured, format: epoch-ms}
              cpm:     {type: number, role: energy, from: reading.cpm, unit: "1/min", min: 0}
              temp_c:  {type: number, unit: degC, presence: optional}
              note:    {type: text, presence: optional}
            selections:
              hot: {cpm: {min: 40}}
            """;

    private static EmbeddedKafkaKraftBroker broker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startBroker() {
        broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperty("auto.create.topics.enable", "false");
        broker.afterPropertiesSet();
    }

    @AfterAll
    static void stopBroker() {
        broker.destroy();
    }

    @Test
    void aStreamOfOtherFieldsIsSelectedAndKeptInATopicThatTheServiceHasMade(CapturedOutput output) throws Exception {
        Path schema = write("monitors.yml", SCHEMA);
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            documents.add(
                    "{\"device\":{\"urn\":\"monitor:%03d\",\"class\":\"indoor\"},\"when_captured\":%d,\"reading\":{\"cpm\":%s}%s}"
                            .formatted(
                                    i % 5,
                                    1_767_225_600_000L + 250L * i,
                                    i == 7 ? "50.25" : Integer.toString(i % 30),
                                    i % 2 == 0 ? ",\"temp_c\":-1.50,\"note\":\"a, \\\"b\\\"\"" : ""));
        }
        documents.add("{\"device\":{\"urn\":\"monitor:001\"},\"when_captured\":1,\"reading\":{}}");
        try (ConfigurableApplicationContext service =
                start("monitors", schema, "--analytics.create-input-topic=true")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> output.getOut().contains("Created the topic monitors"));
            send("monitors", documents);
            awaitReceived(service, 201);
        }

        List<String> rows = Files.readAllLines(folder.resolve("results/all_events_final.csv"));
        assertThat(rows).hasSize(201);
        assertThat(rows.get(0))
                .isEqualTo("monitor,time,cpm,temp_c,note,flagged,score,reasons,kafka_partition,kafka_offset");
        assertThat(rows.get(1)).startsWith("monitor:000,2026-01-01T00:00:00.000000,0,-1.50,\"a, \"\"b\"\"\",");
        assertThat(rows.get(8)).startsWith("monitor:002,2026-01-01T00:00:01.750000,50.25,,,");
        assertThat(Files.readAllLines(folder.resolve("results/hot_final.csv"))).hasSize(2);
        JsonNode manifest = new JsonMapper().readTree(folder.resolve("results/manifest.json"));
        assertThat(manifest.path("schema").asString()).contains("cpm: {type: number, role: energy, from: reading.cpm");
        assertThat(manifest.path("setups").toString()).contains("hot: {cpm: {min: 40}");
        assertTheBooksClose();
    }

    @Test
    void anotherSchemaIsRefusedAndAFurtherOptionalFieldIsAnEmptyCellInOlderRows() throws Exception {
        broker.addTopics("changing");
        String first = "{\"device\":{\"urn\":\"m:1\"},\"when_captured\":1767225600000,\"reading\":{\"cpm\":5}}";
        send("changing", List.of(first));
        try (ConfigurableApplicationContext service = start("changing", write("a.yml", SCHEMA))) {
            awaitReceived(service, 1);
        }
        Path other = write("b.yml", SCHEMA.replace("type: number, role: energy", "type: integer, role: energy"));
        Path wider = write(
                "c.yml",
                SCHEMA.replace("  temp_c:", "  lab: {type: name, from: device.lab, presence: optional}\n  temp_c:"));

        try (ConfigurableApplicationContext service = start("changing", other)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> service.getBean(PipelineProgress.class)
                            .refusal()
                            .orElse("")
                            .contains("cpm: its type was"));
        }
        send("changing", List.of(first.replace("\"m:1\"", "\"m:2\",\"lab\":\"north\"")));
        try (ConfigurableApplicationContext service = start("changing", wider)) {
            awaitReceived(service, 2);
        }

        assertThat(Files.readAllLines(folder.resolve("results/all_events_final.csv")))
                .satisfiesExactly(
                        header -> assertThat(header).startsWith("monitor,time,cpm,lab,temp_c,note,flagged"),
                        older -> assertThat(older).startsWith("m:1,2026-01-01T00:00:00.000000,5,,,,false"),
                        newer -> assertThat(newer).startsWith("m:2,2026-01-01T00:00:00.000000,5,north,,,false"));
        assertTheBooksClose();
    }

    @Test
    void aTopicThatDoesNotFitSaysWhichFieldFailsMost(CapturedOutput output) throws Exception {
        broker.addTopics("misfit");
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            documents.add("{\"device\":{\"urn\":\"m:1\"},\"when_captured\":1767225600000,\"reading\":{\"counts\":5}}");
        }
        send("misfit", documents);
        try (ConfigurableApplicationContext service = start("misfit", write("a.yml", SCHEMA))) {
            awaitReceived(service, 150);
        }

        assertThat(output.getOut())
                .containsOnlyOnce("100 are no events of the schema radiation-monitors, most of them (100) for"
                        + " reading.cpm: found no such field.");
    }

    @Test
    void aSchemaThatContradictsItselfStopsTheStartWithOneSentence(CapturedOutput output) throws Exception {
        Path schema = write("wrong.yml", SCHEMA.replace("type: name, role: detector", "type: text, role: detector"));

        assertThatThrownBy(() -> start("wrong", schema).close()).isNotNull();
        assertThat(output.getAll())
                .contains("wrong.yml: fields.monitor.role: found detector for the type text, expected the type name")
                .doesNotContain("\tat ");
    }

    private Path write(String name, String schema) throws IOException {
        return Files.writeString(folder.resolve(name), schema);
    }

    private ConfigurableApplicationContext start(String topic, Path schema, String... further) {
        List<String> arguments = new ArrayList<>(List.of(
                "--event.schema=" + schema,
                "--analytics.port=0",
                "--analytics.topic=" + topic,
                "--analytics.results-dir=" + folder.resolve("results"),
                "--analytics.commit-interval=50ms",
                "--spring.kafka.consumer.group-id=" + topic,
                "--spring.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
                "--pipeline.standalone=true"));
        arguments.addAll(List.of(further));
        return SpringApplication.run(AnalyticsApplication.class, arguments.toArray(String[]::new));
    }

    private static void awaitReceived(ConfigurableApplicationContext service, long records) {
        PipelineProgress progress = service.getBean(PipelineProgress.class);
        await().atMost(Duration.ofSeconds(60)).until(() -> progress.received() == records);
    }

    private void assertTheBooksClose() throws IOException {
        assertThat(Verification.of(ResultsFolder.existing(folder.resolve("results")))
                        .faults())
                .isEmpty();
    }

    private static void send(String topic, List<String> documents) {
        try (KafkaProducer<byte[], byte[]> sender = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.getBrokersAsString()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            documents.forEach(document ->
                    sender.send(new ProducerRecord<>(topic, 0, null, document.getBytes(StandardCharsets.UTF_8))));
        }
    }
}
