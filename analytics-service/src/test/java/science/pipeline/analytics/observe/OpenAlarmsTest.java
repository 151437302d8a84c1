package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import science.pipeline.analysis.watch.DetectorAlarm;
import science.pipeline.analysis.watch.DetectorState;
import science.pipeline.analysis.watch.Health;
import science.pipeline.dataset.windows.LiveWatch;

class OpenAlarmsTest {

    private static final RunState.State RUNNING = new RunState.State(RunState.Word.RUNNING, null);
    private static final DetectorState GOOD = new DetectorState("a", Health.GOOD, "10:00", null, "as usual");
    private static final DetectorState UNJUDGED = new DetectorState("a", Health.UNKNOWN, "10:00", null, "5 windows");

    @Test
    void noneStandsWhereOneOfTheDetectorsIsJudgedAndAllIsWell() {
        OpenAlarms alarms = OpenAlarms.of(found(List.of(GOOD), alarm("a", 9, "10:10")), RUNNING);

        assertThat(alarms).isEqualTo(new OpenAlarms(0, null, null));
        assertThat(Concern.of(RUNNING, alarms, Optional.empty(), List.of(), List.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(RunState.Word.class)
    void thatNoneStandsIsNotSaidWhileNobodyKnows(RunState.Word word) {
        OpenAlarms alarms = OpenAlarms.of(found(List.of(GOOD)), new RunState.State(word, "why"));

        assertThat(alarms.open() == null).isEqualTo(!word.isGood());
        assertThat(OpenAlarms.of(found(List.of(UNJUDGED)), RUNNING).open()).isNull();
        assertThat(OpenAlarms.of(LiveWatch.Findings.NONE, RUNNING).count()).isNaN();
    }

    @Test
    void theWorstDeviatesMostAndStandsBehindTheStateOnly() {
        LiveWatch.Findings found =
                found(List.of(GOOD), alarm("a", 5, null), alarm("b", -9, null), alarm("c", 20, "10:10"));
        RunState.State late = new RunState.State(RunState.Word.LATE, "clocks");

        OpenAlarms alarms = OpenAlarms.of(found, late);

        assertThat(alarms).isEqualTo(new OpenAlarms(2, "b rate", "b deviates"));
        LayerState muted = new LayerState("burst", "muted", "too many flags", 9);
        assertThat(Concern.of(late, alarms, Optional.empty(), List.of("topic x is gone"), List.of(muted)))
                .extracting(Concern::what)
                .containsExactly("late", "2 open alarms", "messages wait", "burst is muted");
    }

    private static LiveWatch.Findings found(List<DetectorState> states, DetectorAlarm... alarms) {
        return new LiveWatch.Findings(states, List.of(alarms));
    }

    private static DetectorAlarm alarm(String detector, double pull, @Nullable String cleared) {
        return new DetectorAlarm(
                detector, "rate", "10:00", cleared, "09:59", 0, 9, -1, pull, "ewma", 20, detector + " deviates");
    }
}
