package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The one-command run of a stream that has neither energies nor particles: whoever looks finds its own words alone. */
class OtherSchemaTest {

    private static final String MONITORS = """
            name: radiation-monitors
            fields:
              monitor: {type: name, role: detector, from: device.urn}
              time:    {type: time, role: time, from: when, format: epoch-ms}
              cpm:     {type: integer, from: reading.cpm, unit: 1/min, min: 0, max: 1000}
              temp_c:  {type: number, unit: degC, min: -20, max: 40, presence: optional}
              note:    text
            selections:
              hot: {cpm: {min: 500}}
            """;

    @TempDir
    private Path folder;

    @Test
    void thePageTellsItsFieldsAndUnitsAndNothingOfParticles() throws Exception {
        Browser.assumeInstalled();
        Path schema = Files.writeString(folder.resolve("monitors.yml"), MONITORS);
        try (LiveRun run = new LiveRun(folder)) {
            run.start(
                    "--event.schema=" + schema,
                    "--producer.rate=200",
                    "--producer.partitions=1",
                    "--analytics.commit-interval=200ms",
                    "--analytics.detection.rare-events.high.cpm.min=900");
            await().atMost(Duration.ofMinutes(5))
                    .ignoreExceptions()
                    .until(() -> run.ledger().path("accepted").asLong() > 500);
            Browser browser = Browser.open(run.page());
            try {
                assertThePageIsOfMonitors(browser);
            } finally {
                browser.close();
            }
            run.stop();
        }
        assertThat(Files.readString(folder.resolve("results/hot_final.csv")))
                .startsWith("monitor,time,cpm,temp_c,note,flagged");
    }

    private static void assertThePageIsOfMonitors(Browser browser) {
        browser.awaitText("#measure", "temp_c, degC");
        browser.awaitText("#h-spectrum", "Cpm spectrum");
        browser.awaitText("#menu", "500 1/min ≤ cpm");
        browser.find("#flags-hold").click();
        WebElement flag = browser.awaitOne("#flags details");
        flag.findElement(By.tagName("summary")).click();
        assertThat(flag.getText())
                .contains("1/min", "note ", "partition 0 offset ")
                .doesNotContain("event ");

        browser.find("#measure").sendKeys("temp_c");
        browser.awaitText("#h-spectrum", "events per degC");

        assertThat(browser.find("#mix").isDisplayed()).isFalse();
        assertThat(browser.find("body").getText())
                .contains("rate against the median")
                .doesNotContain("GeV", "energy scale", "Particle", "momentum (", "precision", "recall");
        for (int width : new int[] {1400, 390}) {
            browser.resize(width, 1000);
            assertThat(browser.widerThanThePage()).as("at a width of " + width).isEmpty();
        }
        assertThat(browser.complaints()).isEmpty();
    }
}
