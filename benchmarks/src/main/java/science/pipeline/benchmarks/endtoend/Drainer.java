package science.pipeline.benchmarks.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.LongSupplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process that drains the topic.
 *
 * @param counter how many events it has done so far
 */
record Drainer(ChildProcess process, LongSupplier counter) implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    /** What a process of ours has printed last. */
    static long printedCount(ChildProcess process) {
        String line = process.lastLine();
        return !line.isEmpty() && line.chars().allMatch(Character::isDigit) ? Long.parseLong(line) : 0;
    }

    /** What the service has received: read, analysed and written. 0 before it listens. */
    static long receivedBy(int port) {
        URI ledger = URI.create("http://127.0.0.1:" + port + "/actuator/pipeline");
        try {
            HttpResponse<byte[]> answer =
                    HTTP.send(HttpRequest.newBuilder(ledger).build(), HttpResponse.BodyHandlers.ofByteArray());
            return JSON.readTree(answer.body()).path("received").asLong(0);
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopping);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
