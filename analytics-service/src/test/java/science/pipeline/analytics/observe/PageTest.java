package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page as far as it can be told without a browser. */
@ExtendWith(RunningService.Extension.class)
class PageTest {

    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"#]+)\"|from '\\./([a-z]+\\.js)'");

    private final RunningService service;

    PageTest(RunningService service) {
        this.service = service;
    }

    @Test
    void everyFileThatThePageNamesIsServedByOurselves() {
        List<String> files = references(service.get("/").body());
        files.addAll(references(service.get("/control-room/main.js").body()));
        assertThat(files).hasSizeGreaterThan(10);
        assertThat(files)
                .allSatisfy(file -> assertThat(service.get(file).statusCode()).isEqualTo(200));
        assertThat(service.get("/").body()).doesNotContain("http://", "https://", " style=", " onclick=");
    }

    private static List<String> references(String text) {
        List<String> files = new ArrayList<>();
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            files.add(matcher.group(1) != null ? "/" + matcher.group(1) : "/control-room/" + matcher.group(2));
        }
        return files;
    }

    @Test
    void browsersAreToldToRunNothingButOurFilesAndToShowUsInNoFrame() {
        for (String path : List.of("/", "/control-room/main.js", "/actuator/pipeline", "/nothing-here")) {
            var headers = service.get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        }
    }

    @Test
    void theStreamTellsTheLedgerTheFlagsAndTheRejects() throws IOException {
        try (BufferedReader stream = reader(open().join())) {
            assertThat(next(stream, "frame").path("topic").asString()).isEqualTo("watched");
            JsonNode update = next(stream, "update");
            JsonNode snapshot = update.path("snapshot");
            // Nothing more comes, which the service says after a while.
            assertThat(snapshot.path("state").asString()).isIn("running", "no-data");
            assertThat(snapshot.path("ledger").path("accepted").asLong()).isEqualTo(RunningService.EVENTS);
            assertThat(snapshot.path("total").path("particles").path("muon").asLong())
                    .isEqualTo(RunningService.EVENTS);
            assertThat(snapshot.path("detectors")).hasSize(3);
            assertThat(update.path("flags")
                            .path(0)
                            .path("value")
                            .path("explanation")
                            .path("contributions"))
                    .isNotEmpty();
            assertThat(update.path("rejections")
                            .path(0)
                            .path("value")
                            .path("reason")
                            .asString())
                    .isEqualTo("invalid_name");
            assertThat(next(stream, "update").path("flags"))
                    .as("each flag is told once")
                    .isEmpty();
        }
    }

    @Test
    void ofTwoHundredBrowsersFiftyGetAPlaceAndLeaveItAgain() throws IOException {
        PageClients clients = service.bean(PageClients.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> clients.looking() == 0);
        List<HttpResponse<InputStream>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(open().join());
        }
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200))
                .hasSize(PageClients.MOST);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 503))
                .hasSize(200 - PageClients.MOST);
        for (HttpResponse<InputStream> answer : answers) {
            answer.body().close();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> clients.looking() == 0);
        await("only the request that asks is still open")
                .atMost(Duration.ofSeconds(30))
                .until(() -> openRequests() == 1);
    }

    @Test
    void theRequestOfABrowserThatIsGoneIsLeftToTheWebServer() {
        PageClient client = new PageClient(
                new BrokenPipe(),
                service.bean(PageFrame.Source.class).now(),
                service.bean(ControlRoom.class),
                service.bean(LiveFigures.class),
                service.bean(HistogramWatch.class));
        assertThatNoException().isThrownBy(client::run);
    }

    /** Refuses to be completed after its write has failed, as Tomcat does. */
    private static final class BrokenPipe extends SseEmitter {

        @Override
        public void send(SseEventBuilder event) throws IOException {
            throw new IOException("Broken pipe");
        }

        @Override
        public void complete() {
            throw new IllegalStateException("the request has ended");
        }

        @Override
        public void completeWithError(Throwable failure) {
            complete();
        }
    }

    private double openRequests() {
        JsonNode active = service.getJson("/actuator/metrics/http.server.requests.active");
        return active.path("measurements").path(0).path("value").asDouble();
    }

    private CompletableFuture<HttpResponse<InputStream>> open() {
        return service.http.sendAsync(service.request("/stream").build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static BufferedReader reader(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static JsonNode next(BufferedReader stream, String event) throws IOException {
        String line = stream.readLine();
        while (!("event:" + event).equals(line)) {
            line = stream.readLine();
        }
        while (!line.startsWith("data:")) {
            line = stream.readLine();
        }
        return new JsonMapper().readTree(line.substring("data:".length()));
    }
}
