package science.pipeline.analysis.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.InvalidSetting;

class StatisticsConfigurationTest {

    @Test
    void defaultsAreTenSecondsAndAMinute() {
        StatisticsConfiguration defaults = StatisticsConfiguration.defaults();
        assertThat(defaults.window()).hasSeconds(10);
        assertThat(defaults.lateness()).hasSeconds(60);
    }

    @Test
    void durationsThatCutNoWholeSecondsAreRefused() {
        assertRefused(1_500, 0, "statistics.window: found 1500ms, expected whole seconds from 1s to 86400s");
        assertRefused(0, 0, "statistics.window: found 0s, expected whole seconds from 1s to 86400s");
        assertRefused(1_000, -1_000, "statistics.lateness: found -1s, expected whole seconds from 0s to 2592000s");
        assertRefused(1_000, 10, "statistics.lateness: found 10ms, expected whole seconds from 0s to 2592000s");
    }

    private static void assertRefused(long window, long lateness, String message) {
        assertThatThrownBy(() -> new StatisticsConfiguration(Duration.ofMillis(window), Duration.ofMillis(lateness)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(message);
    }
}
