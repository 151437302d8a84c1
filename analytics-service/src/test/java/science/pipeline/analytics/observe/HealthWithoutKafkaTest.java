package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import science.pipeline.analytics.AnalyticsApplication;

class HealthWithoutKafkaTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path results;

    @Test
    void theServiceIsAliveButNotReadyAndSaysWhatItWaitsFor() throws IOException, InterruptedException {
        try (ConfigurableApplicationContext service = SpringApplication.run(
                AnalyticsApplication.class,
                "--analytics.port=0",
                "--analytics.results-dir=" + results,
                "--spring.kafka.bootstrap-servers=127.0.0.1:1",
                "--pipeline.standalone=true")) {
            assertThat(get(service, "/actuator/health/liveness").statusCode()).isEqualTo(200);
            HttpResponse<String> readiness = get(service, "/actuator/health/readiness");
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body()).contains("127.0.0.1:1").contains("reason");
            assertThat(get(service, "/actuator/pipeline").body()).contains("\"state\":\"waiting\"");
            assertThat(get(service, "/actuator/dataset").body()).contains("holds no commit yet");
        }
    }

    private HttpResponse<String> get(ConfigurableApplicationContext service, String path)
            throws IOException, InterruptedException {
        String root = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
        return http.send(HttpRequest.newBuilder(URI.create(root + path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
