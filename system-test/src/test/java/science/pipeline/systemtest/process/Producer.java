package science.pipeline.systemtest.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The producer service. */
public final class Producer extends JavaProcess {

    private static final JsonMapper JSON = new JsonMapper();

    private final int port;

    private Producer(String name, int port, Path logs, List<String> arguments) {
        super(name, "producer-service", logs.resolve(name + ".log"), List.of(), arguments);
        this.port = port;
    }

    /** Starts it; it sends until it is stopped. */
    public static Producer start(String name, Cluster cluster, String topic, int perSecond, Path logs) {
        int port = freePort();
        List<String> arguments = new ArrayList<>(
                List.of("--producer.port=" + port, "--producer.topic=" + topic, "--producer.rate=" + perSecond));
        arguments.addAll(cluster.arguments());
        return new Producer(name, port, logs, arguments);
    }

    /** HTTP status of its readiness: 200 or 503. */
    public int readiness() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** How many events it has counted as sent. */
    public long counted() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/producer");
        String state = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        return JSON.readTree(state).path("acknowledged").asLong();
    }
}
