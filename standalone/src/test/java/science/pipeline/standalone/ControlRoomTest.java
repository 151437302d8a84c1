package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;

/** A shift in front of the page, in a real browser, while the one-command run goes on. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ControlRoomTest {

    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String LONGEST_NAME = "a_name_as_long_as_it_may_be_xxxxxxxxxxxxx";
    private static final String[] SETTINGS = {
        "--producer.rate=500",
        // Five times as fast as the wall clock, and going on where it stopped: so that windows close soon.
        "--producer.synthetic.start=2026-01-16T10:00:00Z",
        "--producer.synthetic.event-rate=100",
        "--producer.synthetic.anomaly-rate=0",
        "--producer.partitions=1",
        "--analytics.statistics.window=1s",
        "--analytics.statistics.lateness=1s",
        "--analytics.detection.watch.minimum-windows=8",
        "--analytics.commit-interval=200ms",
        "--analytics.detection.rare-events.energetic.energy_gev.min=100",
        "--analytics.selections.high_energy_events.energy_gev.min=100",
        "--analytics.selections." + LONGEST_NAME + ".energy_gev.min=50",
        "--analytics.statistics.histograms.central_pt.quantity=pt",
        "--analytics.statistics.histograms.central_pt.scale=log",
        "--analytics.statistics.histograms.central_pt.min=0.1",
        "--analytics.statistics.histograms.central_pt.max=1000"
    };

    @TempDir
    private static Path folder;

    private static LiveRun run;
    private static Browser browser;

    @BeforeAll
    static void openThePage() throws Exception {
        Browser.assumeInstalled();
        run = new LiveRun(folder);
        run.start(with("--producer.synthetic.detectors=6"));
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> run.ledger().path("accepted").asLong() > 500);
        run.sendRecord("""
                {"event_id":1,"timestamp":"2026-01-16T10:23:45","particle_type":"%s","energy_gev":1,"momentum_x":1,\
                "momentum_y":0,"momentum_z":0,"detector_id":"DET_001","is_anomaly":false}""".formatted(SCRIPT));
        browser = Browser.open(run.page());
    }

    @AfterAll
    static void leave() {
        if (browser != null) {
            browser.close();
            run.close();
        }
    }

    @Test
    @Order(1)
    void aFlagOpensItsExplanationAndNamesAreTextNeverMarkup() {
        browser.awaitText("#state", "running");
        browser.awaitText("#rejects", SCRIPT);
        assertThat(browser.findAll("#rejects script")).isEmpty();

        browser.find("#flags-hold").click();
        browser.find("#flags-filter").sendKeys("energetic");
        WebElement flag = browser.awaitOne("#flags details:not([hidden])");
        flag.findElement(By.tagName("summary")).click();
        assertThat(flag.getText()).contains("energetic", "observed", "momentum (");
    }

    @Test
    @Order(2)
    void theProducerIsPausedWithTheTokenOnlyAndThePageThenShowsTheBooks() {
        assertThat(run.post("pause", "")).contains("Authorization: Bearer TOKEN");
        assertThat(run.post("pause", "guess")).contains("Authorization: Bearer TOKEN");
        assertThat(browser.find("#rate-in").getText()).isNotEqualTo("0 records/s");

        assertThat(run.post("pause", LiveRun.TOKEN)).contains("\"state\":\"paused\"");

        browser.awaitText("#rate-in", "0 records/s");
        browser.awaitText("#lag", "0");
        JsonNode ledger = run.ledger();
        assertThat(ledger.path("rejected").path("total").asLong()).isEqualTo(1);
        browser.awaitText("#ledger-received", count(ledger.path("received")));
        browser.awaitText("#ledger-accepted", count(ledger.path("accepted")));
        browser.awaitText("#ledger-flagged", count(ledger.path("flagged").path("total")));
        browser.awaitText("#closes", "the books close");
        browser.awaitText("#menu", count(ledger.path("selected").path("high_energy_events")));
        browser.awaitText("#quantity-peak", "fullest bin");
        assertThat(browser.findAll(".uplot canvas")).hasSize(5);
    }

    @Test
    @Order(3)
    void aNameAsLongAsItMayBeStaysWithinThePage() {
        for (int width : new int[] {1400, 1024, 390}) {
            browser.resize(width, 1000);
            browser.awaitText("#menu", LONGEST_NAME);
            assertThat(browser.widerThanThePage()).as("at a width of " + width).isEmpty();
        }
        browser.resize(1400, 1000);
    }

    /** The producer rests, so that what is recorded is all there is. */
    @Test
    @Order(4)
    void aMenuIsTriedOnWhatIsRecorded() {
        String accepted = count(run.ledger().path("accepted"));
        browser.find("#try-menu").clear();
        browser.find("#try-menu").sendKeys("every: {energy_gev: {min: 0}}");
        browser.find("#try button[value=dry-run]").click();
        browser.awaitText("#try-answer", "every " + accepted + " 100 % " + accepted);

        browser.find("#try-menu").clear();
        browser.find("#try-menu").sendKeys("half: {energy: {min: 51}}");
        browser.find("#try button[value=validate]").click();
        browser.awaitText("#try-answer", "analytics.selections.half.energy: found");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(5)
    void thePageSaysThatItIsStaleAndComesBackWithTheService() {
        long received = run.ledger().path("received").asLong();
        run.stop();
        browser.awaitText("#state", "stale");
        browser.awaitText("#connection", "no news for");

        run.start(with("--producer.synthetic.detectors=5"));

        browser.awaitText("#state", "running");
        browser.awaitText("#connection", "live");
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> browser.number("#ledger-received .number") > received);
    }

    /** The sixth has sent nothing since the restart; that the others share all directions now may be found odd too. */
    @Test
    @Order(6)
    void aDeadDetectorTurnsBadOnTheMap() {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> browser.findAll("#detectors li[data-state=bad]").stream()
                        .anyMatch(bad -> bad.getText().contains("DET_006")));
        browser.awaitText("#detector-summary", "bad: ");
    }

    private static String[] with(String more) {
        return Stream.concat(Stream.of(SETTINGS), Stream.of(more)).toArray(String[]::new);
    }

    private static String count(JsonNode number) {
        return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(number.asLong());
    }
}
