package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What the crew says of a flag: the event of 100 GeV, which a rule flags. */
@ExtendWith(RunningService.Extension.class)
class VerdictTest {

    private static final int FLAGGED = RunningService.EVENTS - 1;

    private final RunningService service;

    VerdictTest(RunningService service) {
        this.service = service;
    }

    private HttpResponse<String> judge(long offset, String verdict, String by, String token) {
        Map<String, Object> body = Map.of("partition", 0, "offset", offset, "verdict", verdict, "by", by);
        return service.post("/actuator/detection/verdict", body, token);
    }

    private JsonNode judged() {
        return service.getJson("/actuator/detection").path("judgedByLayer").path("rare_event");
    }

    @Test
    void aVerdictIsInTheNextCommitAndTheNewestOfAFlagHolds() {
        // A flag can be judged once it is committed.
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        judge(FLAGGED, "unclear", "Ada", RunningService.TOKEN).statusCode() == 202);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> judged().path("unclear").asInt() == 1);
        assertThat(judged().has("precision")).isFalse();

        JsonNode kept = service.parse(judge(FLAGGED, "real", "Ada", RunningService.TOKEN));
        assertThat(kept.path("layer").asString()).isEqualTo("rare_event");
        assertThat(kept.path("by").asString()).isEqualTo("Ada");
        await().atMost(Duration.ofMinutes(1)).until(() -> judged().path("real").asInt() == 1);
        assertThat(judged().path("unclear").asInt()).isZero();
        assertThat(judged().path("precision").asDouble()).isEqualTo(1);
        assertThat(judged().path("from").asDouble()).isBetween(0.1, 0.3);
        await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> service.get("/actuator/prometheus")
                                .body()
                                .matches(
                                        "(?s).*pipeline_precision\\{[^}]*end=\"share\",layer=\"rare_event\"[^}]*\\} 1\\.0\n.*"));
        JsonNode verdicts =
                service.getJson("/actuator/detection").path("verdicts").path("0");
        assertThat(verdicts.size()).isEqualTo(1);
        assertThat(verdicts.path(0).path("verdict").asString()).isEqualTo("real");
    }

    @Test
    void whoMayNotSteerMayNotJudge() {
        assertThat(judge(FLAGGED, "real", "Ada", "").statusCode()).isEqualTo(401);
    }

    @Test
    void whatIsNoFlagIsNotJudged() {
        HttpResponse<String> answer = judge(3, "real", "Ada", RunningService.TOKEN);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("found no flagged event at partition 0, offset 3");
    }

    @Test
    void aVerdictNeedsOneOfThreeWordsAndAName() {
        assertThat(judge(FLAGGED, "maybe", "Ada", RunningService.TOKEN).body()).contains("real|false|unclear");
        assertThat(judge(FLAGGED, "real", "<script>", RunningService.TOKEN).statusCode())
                .isEqualTo(400);
        assertThat(judge(FLAGGED, "real", "", RunningService.TOKEN).statusCode())
                .isEqualTo(400);
    }
}
