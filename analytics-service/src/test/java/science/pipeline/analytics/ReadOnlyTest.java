package science.pipeline.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import science.pipeline.dataset.ReadPartition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page over a folder that another host writes: no Kafka is there, and the folder stays as it is. */
class ReadOnlyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void showsWhatAnotherHostCommitsAndTouchesNothing() throws Exception {
        Path results = folder.resolve("results");
        try (ReadPartition other = ReadPartition.of(results, 0);
                ConfigurableApplicationContext service = start(results)) {
            Map<String, Object> before = content(results);
            await().atMost(PATIENCE)
                    .until(() -> get(service, "pipeline").path("received").asInt() == 200);
            assertThat(get(service, "pipeline").path("state").asString()).isEqualTo("running");
            assertThat(get(service, "pipeline").toString()).contains("owner-0");
            assertThat(get(service, "health/pipeline").toString()).contains("another host reads");
            assertThat(content(results)).isEqualTo(before);

            try (ReadPartition further = ReadPartition.of(results, 1)) {
                await().atMost(PATIENCE)
                        .until(() -> get(service, "pipeline").path("received").asInt() == 400);
                further.leave();
            }
            other.leave();
        }
        assertThat(results.resolve("manifest.json")).doesNotExist();
    }

    @Test
    void waitsForAFolderThatIsNotThereYet() throws Exception {
        Path results = folder.resolve("absent");
        try (ConfigurableApplicationContext service = start(results)) {
            JsonNode view = get(service, "pipeline");
            assertThat(view.path("state").asString()).isEqualTo("waiting");
            assertThat(view.path("reason").asString()).contains("no dataset in " + results);
        }
        assertThat(results).doesNotExist();
    }

    private static ConfigurableApplicationContext start(Path results) {
        return SpringApplication.run(
                AnalyticsApplication.class,
                "--analytics.mode=read-only",
                "--analytics.results-dir=" + results,
                "--analytics.port=0",
                "--pipeline.exit-when-drained=true",
                "--pipeline.idle-timeout=1ms",
                "--pipeline.terminal=false",
                "--spring.kafka.bootstrap-servers=127.0.0.1:1");
    }

    private static JsonNode get(ConfigurableApplicationContext service, String endpoint) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port")
                + "/actuator/" + endpoint);
        return new JsonMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    /** Every file with its time and length. */
    private static Map<String, Object> content(Path root) throws IOException {
        Map<String, Object> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList()) {
                content.put(file.toString(), Files.getLastModifiedTime(file) + " " + Files.size(file));
            }
        }
        return content;
    }
}
