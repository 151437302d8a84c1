package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one-command run, endless, that can be stopped and started again. */
final class LiveRun implements AutoCloseable {

    static final String TOKEN = "open-sesame";

    private final HttpClient http = HttpClient.newHttpClient();
    private final int analyticsPort = freePort();
    private final int producerPort = freePort();
    private final int brokerPort = freePort();
    private final List<String> arguments;
    private Closings closings = new Closings();
    private CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    LiveRun(Path folder) throws IOException {
        arguments = List.of(
                "--broker.port=" + brokerPort,
                "--broker.controller-port=" + freePort(),
                "--broker.data-dir=" + folder.resolve("data/broker"),
                "--analytics.port=" + analyticsPort,
                "--analytics.results-dir=" + folder.resolve("results"),
                "--producer.port=" + producerPort,
                "--producer.admin.enabled=true",
                "--producer.admin.token=" + TOKEN);
    }

    /** Starts it, and waits for nothing. */
    void start(String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        closings = new Closings();
        // A thread of its own: the HTTP client needs the common pool, which has one thread on two cores.
        exitCode = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return StandaloneApplication.run(closings, all.toArray(String[]::new));
                    } catch (InterruptedException stopping) {
                        Thread.currentThread().interrupt();
                        return 1;
                    }
                },
                task -> new Thread(task, "live-run").start());
    }

    void stop() {
        closings.close();
        assertThat(exitCode.join()).isZero();
    }

    String page() {
        return "http://127.0.0.1:" + analyticsPort + "/";
    }

    String producer() {
        return "http://127.0.0.1:" + producerPort + "/";
    }

    JsonNode ledger() {
        return new JsonMapper().readTree(send(HttpRequest.newBuilder(URI.create(page() + "actuator/pipeline"))));
    }

    /** What {@code curl -X POST} sends, with a token unless it is empty; answers with the state or the error. */
    String post(String operation, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + producerPort + "/actuator/producer/" + operation))
                .POST(HttpRequest.BodyPublishers.noBody());
        return send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }

    private String send(HttpRequest.Builder request) {
        return http.sendAsync(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString())
                .join()
                .body();
    }

    /** Sends a record as it is, besides what the producer sends. */
    void sendRecord(String record) {
        Map<String, Object> settings = Map.of("bootstrap.servers", "127.0.0.1:" + brokerPort);
        try (KafkaProducer<byte[], byte[]> kafka =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            kafka.send(new ProducerRecord<>("particle-events", record.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void close() {
        closings.close();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
