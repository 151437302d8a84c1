package science.pipeline.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import science.pipeline.schema.Format;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

class DescribeCommandTest {

    private static EmbeddedKafkaKraftBroker broker;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

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
    void aFileIsDescribedAsAReadySchema() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.csv"), "time;E_MeV\n2026-01-16T10:00:00Z;1,5\n");

        assertThat(run(file.toString())).isZero();

        Schema schema = SchemaYaml.read("printed", printed());
        assertThat(schema.name()).isEqualTo("mine");
        assertThat(schema.unitOf("E_MeV")).isEqualTo("MeV");
    }

    @Test
    void whatIsSaidAboutItsFormHolds() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.csv"), "1;-999\n2;3\n");

        assertThat(run(file.toString(), "--producer.replay.format.names=n,x", "--producer.replay.format.missing=-999"))
                .isZero();
        assertThat(printed()).contains("  x: {type: integer, presence: optional");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.csv b.csv",
                "a.csv --producer.replay.format.seperator=;",
                "a.csv --producer.replay.format.separator=semi",
                "a.csv --verbose",
                "no/such/file.csv"
            })
    void aWrongCallIsRefusedInASentence(String arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "x\n1\n");

        String[] words = arguments.isEmpty()
                ? new String[0]
                : arguments.replace("a.csv", file.toString()).split(" ");

        assertThat(run(words)).isEqualTo(2);
        assertThat(printed()).startsWith("describe: ").contains("expected").hasLineCount(1);
    }

    @Test
    void aTopicIsDescribedFromItsRecords() {
        broker.addTopics("monitors");
        send("monitors", "{\"device\":{\"urn\":\"m:1\"},\"when\":1767225601560,\"cpm\":3}");
        send("monitors", "{\"device\":{\"urn\":\"m:2\"},\"when\":1767225603259,\"cpm\":10,\"temp_c\":11.5}");

        assertThat(run("monitors", "--spring.kafka.bootstrap-servers=" + broker.getBrokersAsString()))
                .isZero();

        Schema schema = SchemaYaml.read("printed", printed());
        assertThat(schema.nameOf(Role.DETECTOR, "")).isEqualTo("urn");
        assertThat(schema.field(Role.TIME).orElseThrow().format()).isEqualTo("epoch-ms");
        assertThat(schema.field("temp_c").orElseThrow().isAlwaysThere()).isFalse();
    }

    @Test
    void aTopicOfLinesIsDescribedTooAndWhatElseARecordIsIsSaid() {
        broker.addTopics("tables", "texts");
        for (int i = 0; i < 10; i++) {
            send("tables", "2026-01-16T10:00:0" + i + "Z,1.5,A");
        }
        send("texts", "what a day");
        String kafka = "--spring.kafka.bootstrap-servers=" + broker.getBrokersAsString();

        assertThat(run("tables", kafka)).isZero();
        assertThat(SchemaYaml.read("printed", printed()).form().format()).isEqualTo(Format.CSV);
        out.reset();
        assertThat(run("texts", kafka)).isEqualTo(2);
        assertThat(printed()).contains("most of them (1) are text. They are read if they are JSON, CSV or Avro");
        out.reset();
        assertThat(run("texts", kafka, "--event.avro.registry=http://127.0.0.1:1", "--event.avro.schema=a.avsc"))
                .isEqualTo(2);
        assertThat(printed()).contains("expected one of --event.avro.registry and --event.avro.schema");
    }

    @Test
    void aTopicThatDoesNotExistIsSaidSo() {
        assertThat(run("nowhere", "--spring.kafka.bootstrap-servers=" + broker.getBrokersAsString()))
                .isEqualTo(2);
        assertThat(printed()).startsWith("describe: ").contains("nowhere");
    }

    private void send(String topic, String value) {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.getBrokersAsString());
        try (KafkaProducer<byte[], byte[]> sender =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            sender.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private int run(String... arguments) {
        return DescribeCommand.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
