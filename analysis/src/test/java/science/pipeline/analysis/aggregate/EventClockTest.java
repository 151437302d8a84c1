package science.pipeline.analysis.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static science.pipeline.analysis.Events.SECOND;
import static science.pipeline.analysis.Events.START;
import static science.pipeline.analysis.aggregate.EventClock.Verdict.FUTURE;
import static science.pipeline.analysis.aggregate.EventClock.Verdict.IN_TIME;
import static science.pipeline.analysis.aggregate.EventClock.Verdict.LATE;

import org.junit.jupiter.api.Test;

class EventClockTest {

    private static final long YEARS = 70L * 365 * 86_400;

    private final EventClock clock = new EventClock(StatisticsConfiguration.defaults());

    @Test
    void theFirstRecordStartsTheClock() {
        assertThat(clock.now()).isEmpty();
        assertThat(clock.judge(START)).isEqualTo(IN_TIME);
        assertThat(clock.now()).hasValue(START);
    }

    @Test
    void bothBoundsOfTheToleranceBelongToIt() {
        clock.judge(START);
        assertThat(clock.judge(START - 60 * SECOND)).isEqualTo(IN_TIME);
        assertThat(clock.judge(START - 60 * SECOND - 1)).isEqualTo(LATE);
        assertThat(clock.judge(START + 60 * SECOND + 1)).isEqualTo(FUTURE);
        assertThat(clock.judge(START + 60 * SECOND)).isEqualTo(IN_TIME);
        assertThat(clock.now()).hasValue(START + 60 * SECOND);
        assertThat(clock.late()).isEqualTo(1);
        assertThat(clock.future()).isEqualTo(1);
    }

    @Test
    void aSingleTimestampFarAheadDoesNotMoveTheClock() {
        clock.judge(START);
        assertThat(clock.judge(START + YEARS * SECOND)).isEqualTo(FUTURE);
        assertThat(clock.judge(START + SECOND)).isEqualTo(IN_TIME);
    }

    @Test
    void afterAHundredFutureRecordsInARowTheClockFollowsThem() {
        clock.judge(START);
        for (int i = 0; i < 100; i++) {
            assertThat(clock.judge(START + (3_600 + i) * SECOND)).isEqualTo(FUTURE);
        }
        assertThat(clock.now()).hasValue(START + 3_699 * SECOND);
        assertThat(clock.judge(START + 3_700 * SECOND)).isEqualTo(IN_TIME);
    }

    @Test
    void ninetyNineAreNotEnoughAndARecordInTimeBreaksTheRow() {
        clock.judge(START);
        for (int i = 0; i < 198; i++) {
            if (i == 99) {
                clock.judge(START);
            }
            clock.judge(START + 3_600 * SECOND);
        }
        assertThat(clock.now()).hasValue(START);
    }

    @Test
    void aWrongTimestampAmongThemDoesNotTakeTheLead() {
        for (int wrong : new int[] {0, 50, 99}) {
            EventClock paused = new EventClock(StatisticsConfiguration.defaults());
            paused.judge(START);
            for (int i = 0; i < 100; i++) {
                paused.judge(START + (i == wrong ? YEARS : 3_600 + i) * SECOND);
            }
            assertThat(paused.now().orElseThrow()).isBetween(START + 3_698 * SECOND, START + 3_699 * SECOND);
        }
    }
}
