package science.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import science.pipeline.dataset.sink.AlertCounts;

class AlertLimitTest {

    private static final long HOUR = 3_600_000_000L;
    private static final long NOON = 491_268 * HOUR;

    @Test
    void sendsTheFirstOfEachHourOfEventTime() {
        AlertLimit limit = new AlertLimit(2, AlertCounts.NONE);

        assertThat(limit.allows(NOON)).isTrue();
        assertThat(limit.allows(NOON + 10)).isTrue();
        assertThat(limit.allows(NOON + HOUR - 1)).isFalse();
        assertThat(limit.allows(NOON + HOUR)).isTrue();
        assertThat(limit.allows(NOON + 20)).as("late").isFalse();
        assertThat(limit.counts()).isEqualTo(new AlertCounts(3, 2, Map.of(NOON / HOUR, 2L, NOON / HOUR + 1, 1L)));
    }

    @Test
    void goesOnAsIfThereHadBeenNoRestart() {
        AlertLimit limit = new AlertLimit(1, AlertCounts.NONE);
        limit.allows(NOON);

        AlertLimit restored = new AlertLimit(1, limit.counts());

        assertThat(restored.allows(NOON + 1)).isFalse();
        assertThat(restored.counts().withheld()).isEqualTo(1);
    }

    @Test
    void timesFarOffDoNotFillTheMemoryNorOpenTheGate() {
        AlertLimit limit = new AlertLimit(1, AlertCounts.NONE);
        int sent = 0;
        for (int hour = 100; hour >= 0; hour--) {
            sent += limit.allows(NOON + hour * HOUR) ? 1 : 0;
        }

        assertThat(limit.counts().byHour()).hasSize(48);
        assertThat(sent).isEqualTo(48);
    }

    @Test
    void withoutALimitAllAreSent() {
        AlertLimit limit = new AlertLimit(0, AlertCounts.NONE);
        for (int i = 0; i < 1000; i++) {
            assertThat(limit.allows(NOON)).isTrue();
        }
        assertThat(limit.counts()).isEqualTo(new AlertCounts(1000, 0, Map.of()));
    }

    @Test
    void partitionsShareTheLimit() {
        assertThat(AlertLimit.share(10, 0, 4)
                        + AlertLimit.share(10, 1, 4)
                        + AlertLimit.share(10, 2, 4)
                        + AlertLimit.share(10, 3, 4))
                .isEqualTo(10);
        assertThat(AlertLimit.share(1, 3, 4)).isEqualTo(1);
        assertThat(AlertLimit.share(0, 3, 4)).isZero();
    }
}
