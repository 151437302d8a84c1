package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.clock.Punctuality;
import science.pipeline.analysis.watch.DetectorState;
import science.pipeline.analysis.watch.Health;
import science.pipeline.analytics.intake.PartitionStatus;
import science.pipeline.dataset.sink.PartitionCounts;

class LatenessTest {

    private final Lateness lateness = new Lateness();

    @Test
    void stragglersAmongTimelyEventsAreNothing() {
        seconds(60, 100, 20);

        assertThat(lateness.found()).isEmpty();
    }

    @Test
    void fewEventsSayNothing() {
        seconds(1, 9, 9);

        assertThat(lateness.found()).isEmpty();
    }

    @Test
    void aMinuteOfLateEventsIsFoundAndOverAMinuteAfterTheyAre() {
        seconds(60, 100, 100);
        assertThat(lateness.found())
                .hasValueSatisfying(said -> assertThat(said).startsWith("6000 of the last minute's 6000 events"));

        seconds(60, 100, 0);
        assertThat(lateness.found()).isEmpty();
    }

    @Test
    void ofAStreamThatSendsLittleTheLastEventsTell() {
        assertThat(Lateness.ofTheLast(List.of())).isEmpty();
        assertThat(Lateness.ofTheLast(List.of(last(new Punctuality(64, 40, 0)), last(Punctuality.NONE))))
                .isPresent();
        assertThat(Lateness.ofTheLast(List.of(last(new Punctuality(64, 40, 0)), last(new Punctuality(64, 0, 3)))))
                .isEmpty();
    }

    private static PartitionStatus last(Punctuality punctuality) {
        return new PartitionStatus(0, 0, 0, 0, -1, PartitionCounts.NONE, List.of(), List.of(), punctuality, null);
    }

    @Test
    void whileNothingIsReadNothingIsKnownOfTheDetectors() {
        List<DetectorState> found = List.of(new DetectorState("DET_1", Health.GOOD, "2026-01-16T10:00:00", null, ""));
        for (RunState.Word word : RunState.Word.values()) {
            Health known = DetectorStates.known(found, new RunState.State(word, "why"))
                    .get(0)
                    .state();
            boolean isGood = List.of("running", "draining", "drained").contains(word.toString());
            assertThat(known).as("%s", word).isEqualTo(isGood ? Health.GOOD : Health.UNKNOWN);
        }
    }

    private void seconds(int count, long accepted, long late) {
        for (int i = 0; i < count; i++) {
            lateness.add(accepted, late);
        }
    }
}
