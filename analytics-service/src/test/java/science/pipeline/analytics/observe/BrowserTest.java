package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import science.pipeline.analytics.AnalyticsApplication;

/** The page in a real browser. */
@ExtendWith(RunningService.Extension.class)
class BrowserTest {

    private final RunningService service;

    BrowserTest(RunningService service) {
        this.service = service;
    }

    @Test
    void aShiftCrewReadsTheLedgerOpensAFlagAndTriesAMenu() {
        try (Browser browser = Browser.open(service.address())) {
            browser.awaitText("#state", "running");
            browser.awaitText("#ledger-received", "101");
            browser.awaitText("#ledger-accepted", "100");
            browser.awaitText("#closes", "the books close");
            browser.awaitText("#mix", "muon");
            assertThat(browser.findAll("#detectors li")).hasSize(3);
            assertThat(browser.findAll(".uplot canvas")).hasSize(4);

            browser.awaitText("#rejects", RunningService.SCRIPT);
            assertThat(browser.findAll("#rejects script"))
                    .as("names are text, never markup")
                    .isEmpty();

            browser.find("#flags-filter").sendKeys("energetic");
            WebElement flag = browser.find("#flags details:not([hidden])");
            flag.findElement(By.tagName("summary")).click();
            assertThat(flag.getText()).contains("energetic", "observed", "momentum (");

            browser.find("#try-menu").clear();
            browser.find("#try-menu").sendKeys("half: {energy_gev: {min: 51}}");
            browser.find("#try button[value=dry-run]").click();
            browser.awaitText("#try-answer", "half 50 50 % 50");
            browser.find("#try-menu").clear();
            browser.find("#try-menu").sendKeys("half: {energy: {min: 51}}");
            browser.find("#try button[value=validate]").click();
            browser.awaitText("#try-answer", "analytics.selections.half.energy: found");

            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void thePageSaysThatItIsStaleAndComesBackWithTheService(@TempDir Path results) throws IOException {
        int port = freePort();
        ConfigurableApplicationContext first = start(port, results);
        try (Browser browser = Browser.open("http://127.0.0.1:" + port)) {
            browser.awaitText("#state", "waiting");
            browser.awaitText("#reason", "127.0.0.1:1");
            first.close();
            browser.awaitText("#state", "stale");
            browser.awaitText("#connection", "no news for");
            try (ConfigurableApplicationContext second = start(port, results)) {
                browser.awaitText("#state", "waiting");
                browser.awaitText("#connection", "live");
                assertThat(second.isRunning()).isTrue();
            }
        } finally {
            first.close();
        }
    }

    private static ConfigurableApplicationContext start(int port, Path results) {
        return SpringApplication.run(
                AnalyticsApplication.class,
                "--analytics.port=" + port,
                "--analytics.results-dir=" + results,
                "--spring.kafka.bootstrap-servers=127.0.0.1:1",
                "--pipeline.standalone=true");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
