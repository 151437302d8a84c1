package science.pipeline.producer.source.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import science.pipeline.producer.source.SourceException;
import science.pipeline.schema.SchemaYaml;

class DescribedSchemaTest {

    @TempDir
    Path folder;

    @Test
    void whoAsksForADescriptionGetsASchemaKeptBesideTheResultsAndAReplay() throws IOException {
        StandardEnvironment environment = environment(Map.of());

        DescribedSchema.settle(environment);

        Path kept = folder.resolve("results/schema.yml");
        assertThat(environment.getProperty("event.schema")).isEqualTo(kept.toString());
        assertThat(environment.getProperty("producer.source")).isEqualTo("replay");
        assertThat(SchemaYaml.find(kept.toString()).csvHeader()).isEqualTo("time,E_MeV");
    }

    @Test
    void whatIsSaidAboutTheFormOfTheFileHoldsForItsDescription() throws IOException {
        DescribedSchema.settle(environment(Map.of("producer.replay.format.header", "none")));

        assertThat(folder.resolve("results/schema.yml")).content().contains("column_1");
    }

    @Test
    void aSchemaThatSomebodyHasMendedIsUsedAsItIs() throws IOException {
        Path kept = folder.resolve("results/schema.yml");
        Files.createDirectories(kept.getParent());
        Files.writeString(kept, "name: mine\nfields:\n  E_MeV: number\n");

        DescribedSchema.settle(environment(Map.of()));
        assertThat(kept).content().startsWith("name: mine");

        DescribedSchema.settle(environment(Map.of("pipeline.fresh", "true")));
        assertThat(kept).content().startsWith("# Described from mine.csv");
    }

    @Test
    void withoutTheQuestionNothingHappens() throws IOException {
        StandardEnvironment environment = environment(Map.of("event.schema", "particle-event"));

        assertThat(DescribedSchema.settle(environment)).isEmpty();
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void aDescriptionNeedsAFileThatIsReplayed() throws IOException {
        StandardEnvironment synthetic = environment(Map.of("producer.source", "synthetic"));
        assertThatThrownBy(() -> DescribedSchema.settle(synthetic))
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        "event.schema: found describe, but producer.source=synthetic; expected a file that is replayed,"
                                + " --producer.replay.file=mine.csv");
        StandardEnvironment without = new StandardEnvironment();
        without.getPropertySources().addFirst(new MapPropertySource("test", Map.of("event.schema", "describe")));
        assertThatThrownBy(() -> DescribedSchema.settle(without))
                .hasMessageContaining("producer.replay.file names no file");
    }

    @Test
    void aFileThatCannotBeDescribedIsRefusedInASentence() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.csv"));

        assertThatThrownBy(() -> DescribedSchema.settle(environment(Map.of("producer.replay.file", empty.toString()))))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("empty.csv: it is empty");
    }

    private StandardEnvironment environment(Map<String, Object> settings) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.csv"), "time,E_MeV\n2026-01-16T10:00:00Z,1.5\n");
        Map<String, Object> all = new HashMap<>(Map.of(
                "event.schema", "describe",
                "producer.replay.file", file.toString(),
                "analytics.results-dir", folder.resolve("results").toString()));
        all.putAll(settings);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", all));
        return environment;
    }
}
