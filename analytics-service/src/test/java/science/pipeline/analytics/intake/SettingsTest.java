package science.pipeline.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import science.pipeline.dataset.Rows;
import science.pipeline.dataset.commit.ResultsFolder;

class SettingsTest {

    @Test
    void aStartIsAnEdgeOrAnInstant() {
        assertThat(StartPosition.parse("earliest").edge()).isEqualTo(StartPosition.Edge.EARLIEST);
        assertThat(StartPosition.parse("latest").edge()).isEqualTo(StartPosition.Edge.LATEST);
        assertThat(StartPosition.parse("2026-01-16T10:00:00Z").instant())
                .isEqualTo(Instant.parse("2026-01-16T10:00:00Z"));
    }

    @Test
    void aDatasetBeginsBehindAnotherOneOfTheTopic(@TempDir Path former) throws Exception {
        ResultsFolder folder = ResultsFolder.open(former);
        Rows.takeOver(folder, 0, "a").appendUpTo(100).leave();
        Rows.takeOver(folder, 1, "b").appendUpTo(40).leave();
        StartPosition start = StartPosition.parse("behind:" + former);
        Consumer<?, ?> nobodyAsks = new MockConsumer<>("none");

        assertThat(start.offsets("events", nobodyAsks)).isEqualTo(Map.of(0, 100L, 1, 40L));
        assertThatThrownBy(() -> start.offsets("others", nobodyAsks)).hasMessageContaining("is of topic events");
        assertThatThrownBy(() ->
                        StartPosition.parse("behind:" + former.resolve("no")).offsets("events", nobodyAsks))
                .hasMessageContaining("found no dataset in");
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
