package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshStartTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 16, 10, 23, 45);

    @TempDir
    Path root;

    private Path data;
    private Path results;

    @BeforeEach
    void anEarlierRun() throws IOException {
        data = Files.createDirectories(root.resolve("data/broker"));
        results = Files.createDirectories(root.resolve("results"));
        Files.writeString(data.resolve("meta.properties"), "node");
        Files.createDirectories(results.resolve(".commits"));
        Files.writeString(results.resolve(".commits/1.json"), "commit");
        Files.writeString(results.resolve("all_events_final.csv"), "rows");
        Files.writeString(results.resolve("README.md"), "about");
    }

    @Test
    void dataAndResultsMoveAsideAndTheReadmeStays() {
        new FreshStart(true, true, data, results, NOW).moveOldDataAside();

        assertThat(data).isEmptyDirectory();
        assertThat(results).isDirectoryContaining("glob:**README.md").isDirectoryNotContaining("glob:**.c*");
        assertThat(root.resolve("data/broker-20260116-102345/meta.properties")).hasContent("node");
        assertThat(root.resolve("results-20260116-102345/.commits/1.json")).hasContent("commit");
        assertThat(root.resolve("results-20260116-102345/all_events_final.csv")).hasContent("rows");
    }

    @Test
    void nothingMovesUnlessItIsWanted() {
        new FreshStart(false, true, data, results, NOW).moveOldDataAside();

        assertThat(data.resolve("meta.properties")).exists();
        assertThat(results.resolve("all_events_final.csv")).exists();
    }

    @Test
    void aFirstRunHasNothingToMove() {
        Path nowhere = root.resolve("nowhere");
        new FreshStart(true, true, nowhere.resolve("data"), nowhere.resolve("results"), NOW).moveOldDataAside();

        assertThat(nowhere).doesNotExist();
    }

    @Test
    void anExistingClusterIsNotOursToEmpty() {
        assertThatThrownBy(() -> new FreshStart(true, false, data, results, NOW).moveOldDataAside())
                .hasMessageContaining("spring.kafka.bootstrap-servers")
                .hasMessageContaining("Use another topic");
        assertThat(results.resolve("all_events_final.csv")).exists();
    }
}
