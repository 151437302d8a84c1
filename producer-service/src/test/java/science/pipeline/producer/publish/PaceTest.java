package science.pipeline.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.source.Position;

class PaceTest {

    private static final Duration TICK = Duration.ofMillis(20);
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 7, 1_000, 33_333, 200_000})
    void holdsTheRateOverTenSecondsWhateverTheTicks(double rate) {
        Pace pace = Pace.steady(rate, TICK);
        long sent = 0;
        // Ticks are late by up to 40 ms, as on a busy machine.
        for (long now = 0; now < 10 * SECOND; now += MILLISECOND * (1 + sent % 40)) {
            sent += sendDue(pace, now);
        }
        sent += sendDue(pace, 10 * SECOND - 1);

        assertThat((double) sent).isCloseTo(10 * rate, within(Math.max(1, 0.01 * 10 * rate)));
    }

    @Test
    void doesNotMakeUpForWhatWasHeldBackOnPurpose() {
        Pace pace = Pace.steady(100, TICK);
        assertThat(sendDue(pace, 0)).isEqualTo(1);

        pace.restart();

        assertThat(sendDue(pace, 60 * SECOND)).isEqualTo(1);
        assertThat(sendDue(pace, 61 * SECOND)).isEqualTo(100);
    }

    @Test
    void sendsEveryEventAtOnceAtRateZero() {
        assertThat(Pace.steady(0, TICK).isDue(at(0), Position.FIRST, 0)).isTrue();
    }

    @Test
    void keepsTheRecordedDistancesDividedByTheFactor() {
        Pace pace = new RecordedPace(100, TICK);

        assertThat(pace.isDue(at(5_000_000), Position.FIRST, 7 * SECOND)).isTrue();
        assertThat(pace.isDue(at(6_000_000), Position.FIRST, 7 * SECOND + 9 * MILLISECOND))
                .isFalse();
        assertThat(pace.isDue(at(6_000_000), Position.FIRST, 7 * SECOND + 10 * MILLISECOND))
                .isTrue();
        assertThat(pace.isDue(at(4_000_000), Position.FIRST, 7 * SECOND)).isTrue();
    }

    @Test
    void beginsTheRecordedDistancesAnewWithEachPass() {
        Pace pace = new RecordedPace(1, TICK);
        assertThat(pace.isDue(at(5_000_000), Position.FIRST, 0)).isTrue();

        assertThat(pace.isDue(at(1_000_000), new Position(1, 0), 9 * SECOND)).isTrue();
        assertThat(pace.isDue(at(2_000_000), new Position(1, 1), 9 * SECOND)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1000000, 1", "10000, 2", "1000, 20", "10, 100", "0.001, 100"})
    void looksForDueEventsAsOftenAsTheyComeButNeverForOneAlone(double rate, long millis) {
        Pace pace = Pace.steady(rate, TICK);
        sendDue(pace, 0);

        assertThat(pace.waitNanos(0)).isEqualTo(millis * MILLISECOND);
    }

    @Test
    void looksAgainWhenTheNextRecordedEventIsDue() {
        Pace pace = new RecordedPace(1, TICK);
        pace.isDue(at(0), Position.FIRST, 0);
        pace.isDue(at(50_000), Position.FIRST, MILLISECOND);

        assertThat(pace.waitNanos(MILLISECOND)).isEqualTo(49 * MILLISECOND);
        assertThat(pace.waitNanos(45 * MILLISECOND)).isEqualTo(20 * MILLISECOND);
    }

    private static long sendDue(Pace pace, long now) {
        long sent = 0;
        while (pace.isDue(at(0), Position.FIRST, now)) {
            pace.sent();
            sent++;
        }
        return sent;
    }

    private static ParticleEvent at(long micros) {
        return new ParticleEvent(0, micros, "muon", 1, 0, 0, 1, "D", false);
    }
}
