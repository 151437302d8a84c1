package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a person reads in the log while the state changes. */
@ExtendWith(OutputCaptureExtension.class)
class StateLogTest {

    private final StateLog log = new StateLog(() -> new RunState.State(RunState.Word.RUNNING, null));

    @Test
    void whatPassesIsToldWhenItBeginsAndWhenItEnds(CapturedOutput output) {
        for (RunState.Word word : List.of(RunState.Word.RESTING, RunState.Word.LATE, RunState.Word.NO_DATA)) {
            tell(RunState.Word.RUNNING, null, 3);
            tell(word, "because", 30);
            tell(RunState.Word.RUNNING, null, 3);

            assertThat(output.getOut()).containsOnlyOnce(word + ": because").containsOnlyOnce("no longer " + word);
        }
    }

    @Test
    void aDenialIsToldAtOnceAndItsEndOnce(CapturedOutput output) {
        tell(RunState.Word.DENIED, "no right", 3);
        tell(RunState.Word.RUNNING, null, 3);

        assertThat(output.getOut()).containsOnlyOnce("denied: no right").containsOnlyOnce("running: reads on");
    }

    @Test
    void aStartThatTakesAMomentIsNoNews(CapturedOutput output) {
        tell(RunState.Word.WAITING, "for Kafka", 1);
        tell(RunState.Word.RUNNING, null, 2);

        assertThat(output.getOut()).doesNotContain("waiting", "reads on");
    }

    private void tell(RunState.Word word, @Nullable String reason, int times) {
        for (int i = 0; i < times; i++) {
            log.tell(new RunState.State(word, reason));
        }
    }
}
