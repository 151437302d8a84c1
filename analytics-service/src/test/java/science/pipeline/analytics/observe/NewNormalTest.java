package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** A person says over HTTP that what a detector does is normal. */
@ExtendWith(RunningService.Extension.class)
class NewNormalTest {

    private final RunningService service;

    NewNormalTest(RunningService service) {
        this.service = service;
    }

    private HttpResponse<String> say(Map<String, Object> what, String token) {
        return service.post("/actuator/detection/new-normal", what, token);
    }

    private JsonNode taken() {
        return service.getJson("/actuator/detection").path("normals").path("0");
    }

    @Test
    void itIsInTheNextCommitOfEveryPartitionAndALineOfTheAudit() {
        Logger audit = (Logger) LoggerFactory.getLogger("science.pipeline.audit");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        audit.addAppender(lines);
        JsonNode kept;
        try {
            // A detector is known once an event of it is committed.
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> say(Map.of("detector", "DET_001", "by", "Ada"), RunningService.TOKEN)
                                    .statusCode()
                            == 202);
            kept = service.parse(say(Map.of("detector", "DET_002", "by", "Ada"), RunningService.TOKEN));
        } finally {
            audit.detachAppender(lines);
        }

        assertThat(kept.path("detector").asString()).isEqualTo("DET_002");
        assertThat(kept.path("partitions").path(0).asInt()).isZero();
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "new normal of detector DET_001 by Ada (changed by the admin token, from 127.0.0.1)",
                        "new normal of detector DET_002 by Ada (changed by the admin token, from 127.0.0.1)");
        await().atMost(Duration.ofMinutes(1)).until(() -> taken().size() == 2);
        for (JsonNode one : taken()) {
            assertThat(one.path("by").asString()).isEqualTo("Ada");
            assertThat(one.path("offset").asLong()).isEqualTo(RunningService.EVENTS + 1);
            assertThat(one.path("sinceMicros").asLong()).isPositive();
        }
    }

    @Test
    void whoMayNotSteerMayNotSayIt() {
        assertThat(say(Map.of("detector", "DET_001", "by", "Ada"), "").statusCode())
                .isEqualTo(401);
        assertThat(say(Map.of("detector", "DET_001", "by", "Ada"), "wrong").statusCode())
                .isEqualTo(401);
    }

    @Test
    void anUnknownDetectorIsRefusedWithTheKnownNames() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> say(Map.of("detector", "<b>DET_9</b>", "by", "Ada"), RunningService.TOKEN)
                        .body()
                        .contains("DET_002"));
        HttpResponse<String> answer = say(Map.of("detector", "<b>DET_9</b>", "by", "Ada"), RunningService.TOKEN);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("json");
        assertThat(service.parse(answer).path("error").asString())
                .isEqualTo("found no detector <b>DET_9</b>, expected one of DET_000, DET_001, DET_002");
    }

    @Test
    void itNeedsADetectorAndAName() {
        String expected = "expected {\"detector\": \"DET_001\", \"by\": \"your name\"}";
        for (Map<String, Object> what :
                List.<Map<String, Object>>of(Map.of("by", "Ada"), Map.of("detector", "DET_001"), Map.of())) {
            HttpResponse<String> answer = say(what, RunningService.TOKEN);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(service.parse(answer).path("error").asString()).isEqualTo(expected);
        }
        HttpResponse<String> other =
                service.post("/actuator/detection/old-normal", Map.of("detector", "DET_001"), RunningService.TOKEN);
        assertThat(other.statusCode()).isEqualTo(404);
        assertThat(other.body()).contains("expected one of verdict, new-normal");
    }
}
