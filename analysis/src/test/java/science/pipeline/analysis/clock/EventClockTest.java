package science.pipeline.analysis.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static science.pipeline.analysis.Events.SECOND;
import static science.pipeline.analysis.Events.START;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventClockTest {

    private static final long HOUR = 3_600 * SECOND;
    private static final long DAY = 24 * HOUR;
    private static final long YEARS = 19 * 365 * DAY;

    private final EventClock clock = new EventClock(60 * SECOND, 10 * SECOND);
    private long time = START;

    @Test
    void theFirstRecordStartsTheClock() {
        assertThat(clock.now()).isEmpty();
        assertThat(clock.judge(START)).isEqualTo(Timing.IN_TIME);
        assertThat(clock.now()).hasValue(START);
    }

    @Test
    void bothBoundsOfTheToleranceBelongToIt() {
        judge(100, SECOND);
        assertThat(clock.judge(time - 60 * SECOND)).isEqualTo(Timing.IN_TIME);
        assertThat(clock.judge(time - 60 * SECOND - 1)).isEqualTo(Timing.LATE);
        assertThat(clock.judge(time + 60 * SECOND + 1)).isEqualTo(Timing.FUTURE);
        assertThat(clock.judge(time + 60 * SECOND)).isEqualTo(Timing.IN_TIME);
        assertThat(clock.now()).hasValue(time + 60 * SECOND);
        assertThat(clock.late()).isEqualTo(1);
        assertThat(clock.future()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, SECOND, 61 * SECOND, 300 * SECOND, HOUR, DAY, 30 * DAY})
    void anOrderedStreamIsInTimeAtAnyPace(long step) {
        judge(400, step);
        assertThat(clock.late() + clock.future()).isZero();
        assertThat(clock.now()).hasValue(time);
    }

    @Test
    void aHundredMonitorsThatReportAtOneInstantAreAStreamOfTheirOwnPace() {
        for (int i = 0; i < 40; i++) {
            judge(1, 300 * SECOND);
            judge(99, 0);
        }
        assertThat(clock.late() + clock.future()).isZero();
    }

    @Test
    void aFastInstrumentAndASlowOneShareAPartition() {
        for (int i = 0; i < 20; i++) {
            judge(3_000, 1_000);
            judge(1, 300 * SECOND);
        }
        // The first rest is news; the others are how this stream is.
        assertThat(clock.late()).isZero();
        assertThat(clock.future()).isLessThan(EventClock.MAJORITY);
    }

    @ParameterizedTest
    @ValueSource(longs = {HOUR, DAY, YEARS, -HOUR, -DAY, -YEARS})
    void aSingleTimestampFarOffMovesNothing(long off) {
        judge(300, 100_000);
        clock.judge(time + off);
        judge(300, 100_000);
        assertThat(clock.late() + clock.future()).isEqualTo(1);
        assertThat(clock.now()).hasValue(time);
    }

    /** A receiver's week rollover: 300 right, 120 of 2045, 3,000 right. */
    @Test
    void afterAWrongClockTheRightOneHoldsAgain() {
        judge(300, 100_000);
        for (int i = 0; i < 120; i++) {
            clock.judge(time + YEARS + i * 100_000);
        }
        judge(3_000, 100_000);
        assertThat(clock.future()).isEqualTo(EventClock.MAJORITY - 1);
        assertThat(clock.late()).isEqualTo(EventClock.MAJORITY - 1);
        assertThat(clock.now()).hasValue(time);
    }

    @ParameterizedTest
    @ValueSource(longs = {9 * HOUR, -HOUR, -YEARS})
    void aNightATimeZoneAndAReplayFromTheBeginningAreFollowed(long jump) {
        judge(3_000, 1_000);
        time += jump;
        judge(3_000, 1_000);
        assertThat(clock.late() + clock.future()).isEqualTo(EventClock.MAJORITY - 1);
        assertThat(clock.now()).hasValue(time);
    }

    @Test
    void oneDetectorOfFiveWithAWrongClockMovesNothing() {
        for (int i = 0; i < 2_000; i++) {
            judge(4, 1_000);
            clock.judge(time + DAY);
        }
        // The first came where no pace was known, and each of them made one or two late.
        assertThat(clock.late()).isLessThan(10);
        assertThat(clock.future()).isBetween(1_900L, 2_000L);
        assertThat(clock.now()).hasValue(time);
    }

    @ParameterizedTest
    @ValueSource(longs = {YEARS, -YEARS})
    void aWrongFirstTimestampIsForgotten(long off) {
        clock.judge(START + off);
        judge(1_000, 61 * SECOND);
        assertThat(clock.late()).isLessThan(EventClock.MAJORITY);
        clock.judge(time + YEARS);
        assertThat(clock.now()).hasValue(time);
    }

    @Test
    void aLongStepThatNobodyConfirmsIsTakenBack() {
        judge(100, 300 * SECOND);
        assertThat(clock.judge(time + 1_800 * SECOND)).isEqualTo(Timing.IN_TIME);
        assertThat(clock.judge(time + 300 * SECOND)).isEqualTo(Timing.LATE);
        assertThat(clock.judge(time + 600 * SECOND)).isEqualTo(Timing.WENT_BACK);
        assertThat(clock.now()).hasValue(time + 600 * SECOND);
    }

    @Test
    void aContenderGoesByTheSameRules() {
        judge(100, SECOND);
        long former = time;
        time += HOUR;
        for (int i = 0; i < 60; i++) {
            judge(1, SECOND);
            if (i == 30) {
                clock.judge(time + YEARS);
            }
        }
        assertThat(clock.now()).hasValue(time);
        assertThat(clock.horizon()).isEqualTo(time - 60 * SECOND).isGreaterThan(former);
    }

    @Test
    void whereItGoesBackTheRecordSaysSo() {
        judge(100, SECOND);
        time -= DAY;
        judge(EventClock.MAJORITY - 1, SECOND);
        assertThat(clock.judge(time + SECOND)).isEqualTo(Timing.WENT_BACK);
        assertThat(clock.horizon()).isEqualTo(time - 59 * SECOND);
    }

    @Test
    void whatIsLateRightNowIsToldByTheLastRecords() {
        assertThat(clock.punctuality()).isEqualTo(Punctuality.NONE);
        judge(100, SECOND);
        assertThat(clock.punctuality()).isEqualTo(new Punctuality(64, 0, 0));
        time -= DAY;
        judge(EventClock.MAJORITY - 1, SECOND);
        assertThat(clock.punctuality()).isEqualTo(new Punctuality(64, 49, 0));
        assertThat(clock.punctuality().isPoor()).isTrue();
        judge(64, SECOND);
        assertThat(clock.punctuality()).isEqualTo(new Punctuality(64, 0, 0));
    }

    private void judge(int records, long step) {
        for (int i = 0; i < records; i++) {
            time += step;
            clock.judge(time);
        }
    }
}
