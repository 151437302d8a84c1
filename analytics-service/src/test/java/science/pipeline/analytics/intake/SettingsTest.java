package science.pipeline.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void aStartIsAnEdgeOrAnInstant() {
        assertThat(StartPosition.parse("earliest").edge()).isEqualTo(StartPosition.Edge.EARLIEST);
        assertThat(StartPosition.parse("latest").edge()).isEqualTo(StartPosition.Edge.LATEST);
        assertThat(StartPosition.parse("2026-01-16T10:00:00Z").instant())
                .isEqualTo(Instant.parse("2026-01-16T10:00:00Z"));
    }

    @Test
    void anyOtherStartIsRefusedWithWhatIsExpected() {
        assertThatThrownBy(() -> StartPosition.parse("newest"))
                .hasMessageContaining("analytics.start")
                .hasMessageContaining("'newest'")
                .hasMessageContaining("earliest, latest or an instant");
    }

    @Test
    void anAcceptedGapIsReadAsTheRefusalPrintsIt() {
        assertThat(AcceptedGap.parse("3:1200-1799")).isEqualTo(new AcceptedGap(3, 1200, 1799));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "3:1200", "3:a-b", "-1:2-3", "3:1200-1799 "})
    void anyOtherGapIsRefusedWithWhatIsExpected(String text) {
        assertThatThrownBy(() -> AcceptedGap.parse(text))
                .hasMessageContaining("analytics.accept-gap")
                .hasMessageContaining("PARTITION:FROM-TO");
    }
}
