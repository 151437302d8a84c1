package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import science.pipeline.analytics.AnalyticsApplication;

/** The page behind a proxy that hands on a part of its paths, or below a context path of its own. */
class PagePrefixTest {

    private static final Pattern ADDRESS = Pattern.compile("(?:src|href)=\"([^\"#]+)\"");
    private static final Pattern ABSOLUTE = Pattern.compile("[\"'`(]/[A-Za-z]");

    @TempDir
    Path results;

    @Test
    void noFileOfThePageNamesAnAddressFromTheRoot() throws IOException {
        Path folder = new ClassPathResource("control-room").getFile().toPath();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> !file.toString().endsWith(".svg")).toList())
                    .hasSizeGreaterThan(10)
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(ABSOLUTE));
        }
    }

    @Test
    void allThatThePageAsksForIsThereBelowAContextPath() throws IOException, InterruptedException {
        try (ConfigurableApplicationContext service = SpringApplication.run(
                AnalyticsApplication.class,
                "--analytics.port=0",
                "--server.servlet.context-path=/lab",
                "--analytics.results-dir=" + results,
                "--spring.kafka.bootstrap-servers=127.0.0.1:1",
                "--pipeline.standalone=true")) {
            URI page = URI.create(
                    "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port") + "/lab/");
            HttpResponse<String> answer = get(page, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            List<String> addresses = ADDRESS.matcher(answer.body())
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList();
            assertThat(addresses).hasSizeGreaterThan(8).contains("actuator/pipeline");
            for (String address : addresses) {
                // 503: the service waits for Kafka, and says so.
                assertThat(get(page.resolve(address), HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .as(address)
                        .isIn(200, 503);
            }
            HttpResponse<InputStream> stream = get(page.resolve("stream"), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(stream.statusCode()).isEqualTo(200);
            assertThat(stream.headers().firstValue("X-Accel-Buffering")).contains("no");
            stream.body().close();
        }
    }

    private static <T> HttpResponse<T> get(URI address, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), body);
    }
}
