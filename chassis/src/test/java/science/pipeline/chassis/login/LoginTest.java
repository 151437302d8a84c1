package science.pipeline.chassis.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A site with users who have passwords. */
@ExtendWith(OutputCaptureExtension.class)
class LoginTest {

    private static final String ADA = Site.basic("ada", "mass-shell");
    private static final String BEN = Site.basic("ben", "muon");
    private static final String PROMETHEUS = Site.basic("prometheus", "scrape");

    private static Site site;

    @BeforeAll
    static void start() {
        site = new Site(Site.USERS);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/stream",
                "/actuator",
                "/actuator/switch",
                "/actuator/metrics",
                "/actuator/info",
                "/nowhere"
            })
    void nobodyUnknownSeesAnything(String path) throws Exception {
        var answer = site.get(path, null);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValue("Basic realm=\"pipeline\", charset=\"UTF-8\"");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(answer.body()).contains("expected a user and password out of login.users");
        assertThat(site.get(path, Site.basic("ada", "guess")).statusCode()).isEqualTo(401);
        assertThat(site.get(path, "Bearer guess").statusCode()).isEqualTo(401);
    }

    @Test
    void probesAreForEverybodyAndDetailsForThoseWhoLogIn() throws Exception {
        for (String path :
                new String[] {"/actuator/health/liveness", "/actuator/health/readiness", "/actuator/health"}) {
            var answer = site.get(path, null);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).contains("\"status\":\"UP\"").doesNotContain("components");
        }
        assertThat(site.get("/actuator/health", BEN).body()).contains("diskSpace", "details");
    }

    @Test
    void aViewerLooksAndTriesButChangesNothing() throws Exception {
        assertThat(site.get("/", BEN).body()).isEqualTo("the page");
        assertThat(site.get("/stream", BEN).body()).contains("news");
        assertThat(site.get("/nowhere", BEN).statusCode()).isEqualTo(404);
        assertThat(site.post("/actuator/menu/validate", BEN).body()).isEqualTo("validate x");

        var denied = site.post("/actuator/switch/on", BEN);
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.body()).contains("expected the role operator");
    }

    @Test
    void anOperatorChangesAndALineSaysSo(CapturedOutput output) throws Exception {
        assertThat(site.post("/actuator/switch/on", ADA).statusCode()).isEqualTo(200);
        assertThat(output).contains("switch on (changed by ada, from 127.0.0.1)");
    }

    @Test
    void theTokenIsStillAWayIn(CapturedOutput output) throws Exception {
        String token = "Bearer " + Site.TOKEN;
        assertThat(site.get("/", token).body()).isEqualTo("the page");
        assertThat(site.post("/actuator/switch/off", token).statusCode()).isEqualTo(200);
        assertThat(output).contains("switch off (changed by the admin token, from 127.0.0.1)");
    }

    @Test
    void prometheusReadsTheMetersAndNothingElse() throws Exception {
        // This site has no registry of Prometheus: what is not there is no longer refused.
        assertThat(site.get("/actuator/health", PROMETHEUS).statusCode()).isEqualTo(200);
        assertThat(site.get("/actuator/switch", PROMETHEUS).statusCode()).isEqualTo(403);
        assertThat(site.get("/", PROMETHEUS).statusCode()).isEqualTo(403);
        assertThat(site.post("/actuator/menu/validate", PROMETHEUS).statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, same-origin, 200",
        "Origin, https://evil.example, 403",
        "Origin, null, 403",
    })
    void aStrangersPageChangesNothingThroughTheBrowserOfAnOperator(String header, String value, int status)
            throws Exception {
        HttpRequest.Builder request =
                site.request("/actuator/switch/on").header(header, value).POST(HttpRequest.BodyPublishers.noBody());
        assertThat(site.send(request, ADA).statusCode()).isEqualTo(status);
    }

    @Test
    void endpointsThatWereMovedKeepTheirRights() throws Exception {
        String[] moved = Stream.concat(
                        Arrays.stream(Site.USERS),
                        Stream.of(
                                "--server.servlet.context-path=/pipeline",
                                "--management.endpoints.web.base-path=/inside",
                                "--management.endpoints.web.path-mapping.health=well"))
                .toArray(String[]::new);
        try (Site elsewhere = new Site(moved)) {
            assertThat(elsewhere.get("/pipeline/inside/well/liveness", null).statusCode())
                    .isEqualTo(200);
            assertThat(elsewhere.get("/pipeline/inside/switch", null).statusCode())
                    .isEqualTo(401);
            assertThat(elsewhere.post("/pipeline/inside/menu/validate", BEN).statusCode())
                    .isEqualTo(200);
            assertThat(elsewhere.post("/pipeline/inside/switch/on", BEN).statusCode())
                    .isEqualTo(403);
        }
    }
}
