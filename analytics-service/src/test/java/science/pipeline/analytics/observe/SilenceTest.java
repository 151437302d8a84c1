package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SilenceTest {

    @Test
    void aFastStreamIsMissedAfterAMinute() {
        assertThat(Silence.after(59, 0.001, 60)).isEmpty();
        assertThat(Silence.after(75, 0.001, 60))
                .hasValueSatisfying(said -> assertThat(said).contains("for 75 s"));
    }

    @Test
    void aSlowStreamIsMissedAfterTenOfItsPauses() {
        assertThat(Silence.after(2999, 300, 60)).isEmpty();
        assertThat(Silence.after(3000, 300, 60))
                .hasValueSatisfying(said -> assertThat(said).contains("for 50 min"));
    }

    @Test
    void whatIsRemarkableIsAPersonsToSay() {
        assertThat(Silence.after(4.9, 0.001, 5)).isEmpty();
        assertThat(Silence.after(5, 0.001, 5)).isPresent();
        assertThat(Silence.after(299, 0.001, 300)).as("pauses between spills").isEmpty();
    }

    @Test
    void atTheStartTenSecondsAreLong() {
        assertThat(Silence.fromTheBeginning(9)).isEmpty();
        assertThat(Silence.fromTheBeginning(10)).isPresent();
    }
}
