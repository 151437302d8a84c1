package science.pipeline.dataset.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.windows.ToldWindows.Edition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Of each window that was published listeners are told, whoever owns partition 0, whenever it ends. */
class ToldWindowsTest {

    private static final String FIRST = "statistics_20260116T102340Z.json";
    private static final String SECOND = "statistics_20260116T102350Z.json";
    private static final String OUTSIDE = "statistics_outside.json";

    @TempDir
    private Path root;

    private ToldWindows windows;

    @BeforeEach
    void open() throws Exception {
        ResultsFolder.open(root);
        windows = next();
    }

    private ToldWindows next() {
        return new ToldWindows(ResultsFolder.existing(root));
    }

    @Test
    void whatWasToldIsNotToldByTheNextOwner() throws Exception {
        assertThat(windows.begin()).isEmpty();
        for (String name : List.of(FIRST, SECOND, OUTSIDE)) {
            Edition edition = publish(name, "{ \"n\": 1 }");
            assertThat(windows.line(edition)).asString().isEqualTo("{\"n\":1}");
            windows.told(edition);
            assertThat(windows.line(edition)).isNull();
        }
        windows.leave();

        assertThat(next().begin()).isEmpty();
    }

    @Test
    void whatWasNotToldIsToldByTheNextOwnerAlsoAfterACrash() throws Exception {
        windows.begin();
        windows.told(publish(FIRST, "{}"));
        windows.remember();
        publish(SECOND, "{}");

        assertThat(windows.untold()).extracting(Edition::name).containsExactly(SECOND);
        assertThat(next().begin()).extracting(Edition::name).containsExactly(SECOND);
    }

    @Test
    void aWindowThatSaysMoreIsToldAgainAlsoAfterACrash() throws Exception {
        windows.begin();
        windows.told(publish(FIRST, "{}"));
        windows.told(publish(SECOND, "{}"));
        windows.remember();
        publish(FIRST, "{\"revision\":1}");

        assertThat(next().begin()).extracting(Edition::name).contains(FIRST);
    }

    @Test
    void onlyTheLatestEditionIsTold() throws Exception {
        windows.begin();
        Edition former = publish(FIRST, "{\"revision\":0}");
        Edition latest = publish(FIRST, "{\"revision\":1}");

        assertThat(windows.line(former)).isNull();
        windows.told(former);
        assertThat(windows.line(latest)).asString().contains("1");
    }

    @Test
    void anOldFolderWithoutANoteHasToldOfEverything() throws Exception {
        Files.writeString(root.resolve(FIRST), "{}");
        assertThat(next().begin()).isEmpty();
        assertThat(next().begin()).isEmpty();
    }

    @Test
    void theKeyIsTheStartOfTheWindow() {
        assertThat(new Edition(FIRST, 1).key()).isEqualTo("2026-01-16T10:23:40.000000");
        assertThat(new Edition(OUTSIDE, 1).key()).isEqualTo("outside");
    }

    @Test
    void aWindowWithoutItsHistogramsSaysSoAndKeepsTheRest() {
        String window = "{\"total_events\":3,\"energy_gev\":{\"all\":{\"mean\":0.1,\"histogram\":{\"edges\":[1,2]}},"
                + "\"by_detector\":{\"D\":{\"mean\":1.5,\"histogram\":{\"edges\":[1]}}}},\"histograms\":[{\"name\":\"z\"}]}";

        byte[] shorter = WithoutHistograms.of(window.getBytes(StandardCharsets.UTF_8));

        JsonNode found = new JsonMapper().readTree(shorter);
        assertThat(new String(shorter, StandardCharsets.UTF_8))
                .isEqualTo("{\"total_events\":3,\"energy_gev\":{\"all\":{\"mean\":0.1},"
                        + "\"by_detector\":{\"D\":{\"mean\":1.5}}},\"histograms_left_out\":true}");
        assertThat(found.path("histograms_left_out").asBoolean()).isTrue();
    }

    private Edition publish(String name, String json) throws Exception {
        Edition edition = windows.publishing(name);
        Path file = root.resolve(StatisticsPlaces.file(name));
        Files.createDirectories(file.getParent());
        Files.writeString(file, json);
        return edition;
    }
}
