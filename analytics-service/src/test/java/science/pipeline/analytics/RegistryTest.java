package science.pipeline.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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

/** A topic in Avro with two schemas and an unknown id; whatever the registry does, nothing is lost, and it is named. */
@ExtendWith(OutputCaptureExtension.class)
class RegistryTest {

    private static final String SCHEMA = """
            name: counts
            fields:
              n:    {type: integer, role: event_id}
              time: {type: time, role: time}
              rate: {type: number, role: energy, presence: optional}
            """;

    private static final String FIRST = """
            {"type":"record","name":"r","fields":[{"name":"n","type":"long"},
              {"name":"time","type":{"type":"long","logicalType":"timestamp-millis"}}]}""";

    private static final String SECOND =
            FIRST.replace("\"fields\":[", "\"fields\":[{\"name\":\"rate\",\"type\":\"double\"},");

    private static EmbeddedKafkaKraftBroker broker;

    private final Map<Integer, String> schemas = new ConcurrentHashMap<>(Map.of(1, FIRST, 2, SECOND));
    private volatile int status = 200;
    private volatile String nonsense = "";
    private volatile CountDownLatch held = new CountDownLatch(0);
    private final ExecutorService answering = Executors.newCachedThreadPool();
    private HttpServer registry;

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

    @BeforeEach
    void startRegistry() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/schemas/ids/", exchange -> {
            awaitReleased();
            String path = exchange.getRequestURI().getPath();
            String schema = schemas.get(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)));
            int code = status != 200 ? status : schema == null ? 404 : 200;
            String body = !nonsense.isEmpty()
                    ? nonsense
                    : schema == null
                            ? "{\"error_code\":40403,\"message\":\"Schema not found\"}"
                            : "{\"schema\":\"" + schema.replace("\"", "\\\"").replace("\n", "\\n") + "\"}";
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        registry.setExecutor(answering);
        registry.start();
    }

    private void awaitReleased() {
        try {
            held.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stopRegistry() {
        held.countDown();
        registry.stop(0);
        answering.shutdownNow();
    }

    @Test
    void twoVersionsAndAnUnknownIdAreReadWhileTheRegistryHasItsMoods(CapturedOutput output) throws Exception {
        broker.addTopics("moods");
        status = 503;
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            records.add(i % 20 == 19 ? record(9, i, null) : i % 2 == 0 ? record(1, i, null) : record(2, i, 0.1 + i));
        }
        send("moods", records);
        try (ConfigurableApplicationContext service = start("moods")) {
            awaitSaid(
                    output, "waiting: partition 0: the schema registry at 127.0.0.1:", "answers HTTP 503 for the id 1");
            status = 401;
            awaitSaid(output, "denied: partition 0: the schema registry", "does not let us read schemas (HTTP 401");
            status = 404;
            nonsense = "<html>nothing here</html>";
            awaitSaid(output, "not in a registry's words");
            status = 200;
            awaitSaid(output, "what is no registry's word");
            assertThat(service.getBean(PipelineProgress.class).received()).isZero();
            held = new CountDownLatch(1);
            nonsense = "";
            awaitSaid(output, "waiting: partition 0: the schema registry", "does not answer within 5 s");
            assertThat(service.getBean(PipelineProgress.class).received()).isZero();
            held.countDown();
            awaitReceived(service, 60);
        }
        List<String> rows = Files.readAllLines(folder.resolve("results/all_events_final.csv"));
        assertThat(rows).hasSize(58);
        assertThat(rows.get(1)).startsWith("0,2026-01-16T10:23:45.000000,,");
        assertThat(rows.get(2)).startsWith("1,2026-01-16T10:23:45.001000,1.1,");
        assertThat(ResultsFolder.existing(folder.resolve("results"))
                        .ledger()
                        .rejected()
                        .byReason())
                .isEqualTo(Map.of("unknown_schema", 3L));
        assertThat(Verification.of(ResultsFolder.existing(folder.resolve("results")))
                        .faults())
                .isEmpty();
    }

    @Test
    void whileTheRegistryIsAwayWhatTheCommitsKnowIsRead(CapturedOutput output) throws Exception {
        broker.addTopics("away");
        send("away", List.of(record(1, 0, null)));
        try (ConfigurableApplicationContext service = start("away")) {
            awaitReceived(service, 1);
        }
        registry.stop(0);
        send("away", List.of(record(1, 1, null)));
        try (ConfigurableApplicationContext service = start("away")) {
            awaitReceived(service, 2);
            // Committed, not only read: who waits for the registry goes back to the last commit.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> ResultsFolder.existing(folder.resolve("results"))
                                    .ledger()
                                    .received()
                            == 2);
            send("away", List.of(record(2, 2, 0.5)));
            awaitSaid(output, "waiting: partition 0: the schema registry at 127.0.0.1:", "cannot be reached");
        }
        assertThat(ResultsFolder.existing(folder.resolve("results")).ledger().received())
                .isEqualTo(2);
        assertThat(Verification.of(ResultsFolder.existing(folder.resolve("results")))
                        .faults())
                .isEmpty();
    }

    @Test
    void anIdThatChangesItsMeaningIsRefused() throws Exception {
        broker.addTopics("changed");
        send("changed", List.of(record(1, 0, null)));
        try (ConfigurableApplicationContext service = start("changed")) {
            awaitReceived(service, 1);
        }
        schemas.put(1, SECOND);
        send("changed", List.of(record(1, 1, null)));
        try (ConfigurableApplicationContext service = start("changed")) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> service.getBean(PipelineProgress.class)
                            .refusal()
                            .orElse("")
                            .contains("another Avro schema for the id 1"));
        }
        assertThat(ResultsFolder.existing(folder.resolve("results")).ledger().received())
                .isEqualTo(1);
    }

    /** As Avro writes it: sevens of bits, doubles the lowest byte first. */
    private static byte[] record(int id, long n, Double rate) {
        ByteBuffer record = ByteBuffer.allocate(40).put((byte) 0).putInt(id);
        if (rate != null) {
            record.putLong(Long.reverseBytes(Double.doubleToRawLongBits(rate)));
        }
        for (long value : new long[] {n, 1_768_559_025_000L + n}) {
            long bits = value << 1;
            for (; bits > 0x7F; bits >>>= 7) {
                record.put((byte) (bits & 0x7F | 0x80));
            }
            record.put((byte) bits);
        }
        byte[] bytes = new byte[record.position()];
        record.flip().get(bytes);
        return bytes;
    }

    private static void awaitSaid(CapturedOutput output, String... parts) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> output.getOut()
                        .lines()
                        .anyMatch(line -> List.of(parts).stream().allMatch(line::contains)));
    }

    private ConfigurableApplicationContext start(String topic) throws IOException {
        Path schema = Files.writeString(folder.resolve("counts.yml"), SCHEMA);
        return SpringApplication.run(
                AnalyticsApplication.class,
                "--event.schema=" + schema,
                "--event.format=avro",
                "--event.avro.registry=http://127.0.0.1:"
                        + registry.getAddress().getPort(),
                "--analytics.port=0",
                "--analytics.topic=" + topic,
                "--analytics.results-dir=" + folder.resolve("results"),
                "--analytics.commit-interval=50ms",
                "--spring.kafka.consumer.group-id=" + topic,
                "--spring.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
                "--pipeline.standalone=true");
    }

    private static void awaitReceived(ConfigurableApplicationContext service, long records) {
        PipelineProgress progress = service.getBean(PipelineProgress.class);
        await().atMost(Duration.ofSeconds(60)).until(() -> progress.received() == records);
    }

    private static void send(String topic, List<byte[]> records) {
        try (KafkaProducer<byte[], byte[]> sender = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.getBrokersAsString()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            records.forEach(record -> sender.send(new ProducerRecord<>(topic, 0, null, record)));
        }
    }
}
