package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

    private void seconds(int count, long accepted, long late) {
        for (int i = 0; i < count; i++) {
            lateness.add(accepted, late);
        }
    }
}
