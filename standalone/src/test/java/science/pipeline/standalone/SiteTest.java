package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The one-command run as a site has it: with logins, behind a proxy that has the certificate and gives it a path. */
@ExtendWith(OutputCaptureExtension.class)
class SiteTest {

    private static final String ADA = basic("ada", "mass-shell");
    private static final String BEN = basic("ben", "muon");
    private static final String PROMETHEUS = basic("prometheus", "scrape");

    @TempDir
    private static Path folder;

    private static LiveRun run;
    private static Nginx nginx;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        Nginx.assumeInstalled();
        run = new LiveRun(folder);
        run.start(
                "--producer.rate=200",
                "--server.forward-headers-strategy=framework",
                "--analytics.allowed-hosts=pipeline.example.org",
                "--login.enabled=true",
                "--login.users[0].name=ada",
                "--login.users[0].password={noop}mass-shell",
                "--login.users[0].role=operator",
                "--login.users[1].name=ben",
                "--login.users[1].password={noop}muon",
                "--login.users[2].name=prometheus",
                "--login.users[2].password={noop}scrape",
                "--login.users[2].role=metrics");
        nginx = new Nginx(folder, run.page());
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting(folder.resolve("certificate.pem")))
                .build();
        await().atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .until(() ->
                        get(nginx.page() + "actuator/health/readiness", null).statusCode() == 200);
    }

    @AfterAll
    static void stop() throws Exception {
        if (nginx != null) {
            nginx.close();
            run.close();
        }
    }

    @Test
    void nobodyUnknownSeesTheBooksOfEitherService() throws Exception {
        assertThat(get(nginx.page(), null).statusCode()).isEqualTo(401);
        assertThat(get(nginx.page() + "actuator/pipeline", null).statusCode()).isEqualTo(401);
        assertThat(get(run.producer() + "actuator/producer", null).statusCode()).isEqualTo(401);
        assertThat(get(run.producer() + "actuator/health/liveness", null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void prometheusScrapesBothWithACredentialOfItsOwn() throws Exception {
        assertThat(get(nginx.page() + "actuator/prometheus", PROMETHEUS).body()).contains("pipeline_state");
        assertThat(get(run.producer() + "actuator/prometheus", PROMETHEUS).body())
                .contains("pipeline_producer_produced");
        assertThat(get(nginx.page() + "actuator/pipeline", PROMETHEUS).statusCode())
                .isEqualTo(403);
    }

    @Test
    void theProducerObeysOperatorsOnlyAndWritesDownWho(CapturedOutput output) throws Exception {
        String rate = run.producer() + "actuator/producer/rate";
        assertThat(post(rate, "{\"eventsPerSecond\": 150}", BEN).statusCode()).isEqualTo(403);
        assertThat(post(rate, "{\"eventsPerSecond\": 150}", ADA).statusCode()).isEqualTo(200);
        assertThat(output).contains("producer's rate set to 150.0 events/s (changed by ada, from 127.0.0.1)");
        assertThat(run.post("resume", LiveRun.TOKEN)).as("the token, as ever").contains("\"state\"");
    }

    @Test
    void thePageIsLiveBelowItsPathAndTriesAMenu() throws Exception {
        Browser.assumeInstalled();
        String page = nginx.page();
        try (Browser browser = Browser.open(page.replace("https://", "https://ben:muon@"))) {
            browser.awaitText("#state", "running");
            browser.awaitText("#connection", "live");
            browser.find("#try-menu").clear();
            browser.find("#try-menu").sendKeys("energetic: {energy_gev: {min: 51}}");
            browser.find("#try button[value=validate]").click();
            browser.awaitText("#try-answer", "This menu would be obeyed.");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static HttpResponse<String> get(String address, String authorization) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address)), authorization);
    }

    private static HttpResponse<String> post(String address, String body, String authorization) throws Exception {
        return send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                authorization);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String authorization) throws Exception {
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return http.sendAsync(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString())
                .join();
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        Certificate own =
                CertificateFactory.getInstance("X.509").generateCertificate(Files.newInputStream(certificate));
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("site", own);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
