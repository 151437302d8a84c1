package science.pipeline.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SpeedometerTest {

    private final AtomicLong clock = new AtomicLong();
    private final Speedometer speedometer = new Speedometer(clock::get);

    @Test
    void whatWasCountedBeforeTheFirstReadingIsNoSpeed() {
        assertThat(after(1, 1_000_000)).isZero();
        assertThat(after(2, 1_000_100)).isEqualTo(100);
    }

    @Test
    void theFirstMovementIsShownInFull() {
        after(0, 0);

        assertThat(after(1, 1000)).isEqualTo(1000);
    }

    @Test
    void aSteadySpeedIsShownExactly() {
        after(0, 0);
        for (int second = 1; second <= 10; second++) {
            assertThat(after(second, 500L * second)).isEqualTo(500, within(1e-9));
        }
    }

    @Test
    void aStandstillFadesToZero() {
        after(0, 0);
        after(1, 1000);

        assertThat(after(2, 1000)).isBetween(500.0, 700.0);
        assertThat(after(20, 1000)).isLessThan(1);
    }

    private double after(int second, long count) {
        clock.set(second * 1_000_000_000L);
        return speedometer.at(count);
    }
}
