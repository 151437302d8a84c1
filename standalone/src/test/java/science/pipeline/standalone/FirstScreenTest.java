package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import science.pipeline.analytics.intake.Upstream;

/** What breaks is read on the first screen, without scrolling, at a desk and on a phone. */
class FirstScreenTest {

    private static final String TOPIC = "particle-events";

    @TempDir
    Path folder;

    private final Closings closings = new Closings();

    @AfterEach
    void leave() {
        closings.close();
    }

    @Test
    void whateverDiesStandsFirst() throws Exception {
        Browser.assumeInstalled();
        int brokerPort = LiveRun.freePort();
        int pagePort = LiveRun.freePort();
        String servers = "127.0.0.1:" + brokerPort;
        String[] arguments = {
            "--broker.port=" + brokerPort,
            "--broker.controller-port=" + LiveRun.freePort(),
            "--broker.data-dir=" + folder.resolve("broker"),
            "--analytics.port=" + pagePort,
            "--analytics.results-dir=" + folder.resolve("results"),
            "--analytics.final-formats=csv",
            "--analytics.statistics.window=1s",
            "--analytics.statistics.lateness=1s",
            "--analytics.detection.watch.minimum-windows=8",
            "--analytics.commit-interval=200ms",
            "--analytics.silence=3s",
        };
        closings.add(Part.settings(arguments)::close);
        ConfigurableApplicationContext broker = Part.BROKER.start(arguments, (GenericApplicationContext context) -> {});
        closings.add(broker::close);
        Map<String, Object> settings = Map.of("pipeline.standalone", true, Kafka.BOOTSTRAP_SERVERS, servers);
        closings.add(Part.ANALYTICS.start(arguments, new Shared<>(settings, Upstream.class, () -> false))::close);
        Browser browser = Browser.open("http://127.0.0.1:" + pagePort + "/");
        closings.add(browser::close);

        browser.awaitFirstScreen("waiting", "waiting", "Waiting for the topic " + TOPIC);
        createTopic(servers);
        browser.awaitFirstScreen("no-data", "no-data", "nothing has arrived since the start", "alarms unknown");

        Sender sender = new Sender(servers, TOPIC);
        closings.add(sender::close);
        browser.awaitFirstScreen("running", "running", "no open alarm", "records/s", "UTC");
        assertThat(browser.findAll(".banner:not([hidden])")).isEmpty();
        assertThat(browser.find("#state").getDomAttribute("data-level")).isEqualTo("good");

        sender.killADetector();
        browser.awaitFirstScreen(
                "1 open alarm: DET_006 rate", "1 open alarm: DET_006 rate", "the worst: DET_006 rate", "UTC");
        browser.assertNothingIsGood();

        sender.die();
        browser.awaitFirstScreen("no-data", "no-data", "nothing has arrived for", "does the sender still run?");
        browser.assertNothingIsGood();
        sender.riseAgain();
        browser.awaitFirstScreen("1 open alarm: DET_006 rate", "running", "1 open alarm: DET_006 rate");

        sender.breakTheClock();
        browser.awaitFirstScreen("late", "late", "compare the senders' clocks");
        browser.assertNothingIsGood();
        assertThat(browser.findAll("#detectors li[data-state=good]"))
                .as("of detectors nothing is known")
                .isEmpty();

        sender.close();
        broker.close();
        browser.awaitFirstScreen("waiting", "waiting", "Kafka at " + servers);
        browser.assertNothingIsGood();
    }

    private static void createTopic(String servers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }
}
