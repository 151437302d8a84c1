package science.pipeline.dataset.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.dataset.Rows;
import science.pipeline.dataset.closing.FinalDataset;
import science.pipeline.dataset.closing.FinalFormat;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.windows.StatisticsFiles;

/** Of all who make derived files only one can change the results folder: the last to take the workshop over. */
class WorkshopTest {

    @TempDir
    Path root;

    private ResultsFolder folder;

    @BeforeEach
    void open() {
        folder = ResultsFolder.open(root);
    }

    @Test
    void whoeverWasOvertakenCanChangeNothingAnyMore() throws Exception {
        Files.writeString(root.resolve("manifest.json"), "former");
        Workshop.Hold sleeper = new Workshop(folder).enter();
        Files.writeString(sleeper.file("manifest.json"), "of the sleeper");

        try (Workshop.Hold next = new Workshop(folder).enter()) {
            assertThat(sleeper.stands()).isFalse();
            assertThatThrownBy(() -> sleeper.install("manifest.json")).isInstanceOf(Fenced.class);
            assertThatThrownBy(() -> sleeper.withdraw("manifest.json")).isInstanceOf(Fenced.class);
            assertThat(root.resolve("manifest.json")).hasContent("former");
            sleeper.close();
            Files.writeString(next.file("manifest.json"), "of the next");
            next.install("manifest.json");
        }
        assertThatThrownBy(() -> sleeper.install("manifest.json")).isInstanceOf(Fenced.class);
        assertThat(root.resolve("manifest.json")).hasContent("of the next");
        assertThat(workshops()).isEmpty();
    }

    @Test
    void aProcessThatUsesItsWorkshopForSeveralThingsDoesNotOvertakeItself() throws Exception {
        Workshop workshop = new Workshop(folder);
        Workshop.Hold statistics = workshop.enter();
        Workshop.Hold build = workshop.enter();
        Files.writeString(build.file("x"), "1");
        Files.writeString(statistics.file("x"), "2");
        build.install("x");
        build.close();
        assertThat(root.resolve("x")).hasContent("1");
        statistics.install("x");
        assertThat(root.resolve("x")).hasContent("2");
        statistics.close();
        assertThat(workshops()).isEmpty();
    }

    @Test
    void whatAKilledOneHadWithdrawnIsStillKnown() throws Exception {
        Files.writeString(root.resolve("manifest.json"), "former");
        new Workshop(folder).enter().withdraw("manifest.json");

        try (Workshop.Hold next = new Workshop(folder).enter()) {
            assertThat(next.left("manifest.json"))
                    .singleElement()
                    .satisfies(left -> assertThat(left).hasContent("former"));
        }
    }

    /** 20 rounds of 4: enough to see each kind of overtaking; the right end does not depend on who wins. */
    @Test
    void ofSeveralBuildersAtOnceTheManifestFitsTheFilesAndAtLeastOneBuilds() throws Exception {
        Rows.takeOver(folder, 0, "a").appendUpTo(500).leave();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 20; round++) {
                CyclicBarrier start = new CyclicBarrier(4);
                List<Future<Boolean>> builds = new ArrayList<>();
                for (int builder = 0; builder < 4; builder++) {
                    builds.add(threads.submit(() -> {
                        FinalDataset dataset = builder();
                        start.await();
                        return built(dataset);
                    }));
                }
                int built = 0;
                for (Future<Boolean> build : builds) {
                    built += build.get() ? 1 : 0;
                }
                assertThat(built).isPositive();
                assertThat(Verification.of(folder).faults()).isEmpty();
                assertThat(root.resolve("manifest.json")).exists();
                assertThat(workshops()).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private FinalDataset builder() {
        AnalysisConfiguration configuration = AnalysisConfiguration.defaults();
        return new FinalDataset(
                folder,
                configuration,
                new StatisticsFiles(folder, configuration, (window, json) -> {}),
                List.of(FinalFormat.CSV),
                "test");
    }

    private static boolean built(FinalDataset dataset) throws IOException {
        try {
            dataset.build(true);
            return true;
        } catch (Fenced overtaken) {
            return false;
        }
    }

    private List<String> workshops() {
        return List.of(folder.commits().toFile().list((parent, name) -> name.startsWith("final-")));
    }
}
