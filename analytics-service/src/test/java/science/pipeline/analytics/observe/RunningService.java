package science.pipeline.analytics.observe;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.util.FileSystemUtils;
import science.pipeline.analytics.AnalyticsApplication;
import science.pipeline.codec.EventEncoder;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service after it has read {@value #EVENTS} events and a script as particle type; one for all tests of this room.
 */
final class RunningService implements AutoCloseable {

    static final int EVENTS = 100;
    static final String TOKEN = "open-sesame";
    static final String SCRIPT = "<script>alert(1)</script>";

    private static final String TOPIC = "watched";

    /** Starts it with the first test class that wants it; it ends with the last test. */
    static final class Extension implements BeforeAllCallback, ParameterResolver {

        @Override
        public void beforeAll(ExtensionContext context) {
            service(context);
        }

        private static RunningService service(ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.GLOBAL)
                    .computeIfAbsent(RunningService.class, type -> new RunningService(), RunningService.class);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningService.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return service(context);
        }
    }

    final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = new JsonMapper();
    private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
    private final Path results;
    private final ConfigurableApplicationContext context;
    private final String root;

    private RunningService() {
        try {
            results = Files.createTempDirectory("observe");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        broker.afterPropertiesSet();
        broker.addTopics(TOPIC);
        send();
        context = SpringApplication.run(
                AnalyticsApplication.class,
                "--analytics.port=0",
                "--analytics.topic=" + TOPIC,
                "--analytics.results-dir=" + results,
                "--analytics.commit-interval=100ms",
                "--analytics.admin.enabled=true",
                "--analytics.admin.token=" + TOKEN,
                "--analytics.detection.rare-events.energetic.energy_gev.min=99",
                "--analytics.selections.central.eta.max=1",
                "--analytics.selections.central.prescale=10",
                "--analytics.selections.watched.energy_gev.min=51",
                "--analytics.selections.watched.enabled=false",
                "--analytics.statistics.histograms.momentum.quantity=p",
                "--analytics.statistics.histograms.momentum.min=0",
                "--analytics.statistics.histograms.momentum.max=90",
                "--analytics.statistics.histograms.momentum.bins=9",
                "--spring.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
                "--pipeline.standalone=true");
        root = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> getJson("/actuator/pipeline").path("received").asLong() == EVENTS + 1);
    }

    private void send() {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.getBrokersAsString());
        EventEncoder encoder = new EventEncoder(Schema.byDefault());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int n = 0; n < EVENTS; n++) {
                producer.send(new ProducerRecord<>(TOPIC, encoder.encode(event(n, "muon"))));
            }
            String hostile =
                    new String(encoder.encode(event(EVENTS, "muon")), StandardCharsets.UTF_8).replace("muon", SCRIPT);
            producer.send(new ProducerRecord<>(TOPIC, hostile.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static ParticleEvent event(int n, String type) {
        return new ParticleEvent(n, 1_768_559_000_000_000L + n * 1000L, type, n + 1, n, 0, 0, "DET_00" + n % 3, false);
    }

    String address() {
        return root;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path)).timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    JsonNode getJson(String path) {
        return json.readTree(get(path).body());
    }

    /** Posts JSON, with a token unless it is empty. */
    HttpResponse<String> post(String path, Object body, String token) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    JsonNode parse(HttpResponse<String> response) {
        return json.readTree(response.body());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    <T> T bean(Class<T> type) {
        return Objects.requireNonNull(context.getBean(type));
    }

    @Override
    public void close() throws IOException {
        context.close();
        broker.destroy();
        FileSystemUtils.deleteRecursively(results);
    }
}
