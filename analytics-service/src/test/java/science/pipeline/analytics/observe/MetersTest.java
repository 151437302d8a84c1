package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dashboards and rules speak of meters that there are. */
@ExtendWith(RunningService.Extension.class)
class MetersTest {

    private static final Pattern METER = Pattern.compile("\\bpipeline_(?!producer_)[a-z_]+");

    private final RunningService service;

    MetersTest(RunningService service) {
        this.service = service;
    }

    @Test
    void theCountersAgreeWithTheLedger() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(metrics())
                        .contains("pipeline_received_records_total{partition=\"0\"} 101.0")
                        .contains("pipeline_accepted_events_total{partition=\"0\"} 100.0")
                        .contains("pipeline_rejected_records_total{partition=\"0\",reason=\"invalid_name\"} 1.0")
                        .contains(
                                "pipeline_selected_events_total{partition=\"0\",selection=\"high_energy_events\"} 1.0")
                        .contains("pipeline_evaluated_events_total{partition=\"0\",selection=\"watched\"} 100.0")
                        .contains("pipeline_passed_events_total{partition=\"0\",selection=\"watched\"} 50.0")
                        .contains("pipeline_passed_events_total{partition=\"0\",selection=\"central\"} 99.0")
                        .contains("pipeline_selected_events_total{partition=\"0\",selection=\"central\"} 9.0")
                        // Nothing more comes, which the service says after a while.
                        .containsPattern("pipeline_state\\{state=\"(running|no-data)\"} 1.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus/rules.yml", "grafana/dashboards/pipeline.json"})
    void everyMeterOfOursThatIsSpokenOfExists(String file) throws IOException {
        Set<String> spokenOf = new TreeSet<>();
        Matcher matcher = METER.matcher(Files.readString(Path.of("..", "deploy").resolve(file)));
        while (matcher.find()) {
            spokenOf.add(matcher.group());
        }
        assertThat(spokenOf).hasSizeGreaterThan(5);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String metrics = metrics();
            assertThat(spokenOf).allSatisfy(meter -> assertThat(metrics).containsPattern("(?m)^" + meter + "[{ ]"));
        });
    }

    @Test
    void eachStateThatIsNotGoodHasARuleThatWasTried() throws IOException {
        String tried = Files.readString(Path.of("..", "deploy", "prometheus", "rules_test.yml"));
        for (RunState.Word word : RunState.Word.values()) {
            assertThat(tried).contains("{job=\"analytics\", instance=\"a:8080\", state=\"" + word + "\"}");
            if (!word.isGood()) {
                assertThat(tried).contains("name: \"analytics: " + word + "\"");
            }
        }
    }

    private String metrics() {
        return service.get("/actuator/prometheus").body();
    }
}
