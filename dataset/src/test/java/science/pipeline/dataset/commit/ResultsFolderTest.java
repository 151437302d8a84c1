package science.pipeline.dataset.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.dataset.FaultyDisk;
import science.pipeline.dataset.sink.Refusal;

class ResultsFolderTest {

    @TempDir
    Path root;

    private List<Path> probes() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(".commits"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("probe."))
                    .toList();
        }
    }

    @Test
    void theStartLeavesNothingBehind() throws Exception {
        ResultsFolder.open(root);

        assertThat(probes()).isEmpty();
    }

    /** As some file systems over a network do, until they have asked their server again. */
    @Test
    void aFolderThatLosesNamesThatWereJustMadeIsRefused() {
        FaultyDisk disk = new FaultyDisk(root);
        disk.failBy((call, isDone) -> {
            if (isDone && Files.exists(root.resolve(".commits")) && probes().size() == 2) {
                for (Path probe : probes()) {
                    Files.delete(probe);
                }
            }
        });
        Path seen = disk.see(root);

        assertThatThrownBy(() -> ResultsFolder.open(seen))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("analytics.results-dir: found " + root);
    }

    /** Two owners of a partition would both believe that they have written its commit. */
    @Test
    void aFolderWhereALinkTakesThePlaceOfANameThatIsThereIsRefused() {
        FaultyDisk disk = new FaultyDisk(root);
        List<Path> inOrder = new ArrayList<>();
        disk.failBy((call, isDone) -> {
            note(inOrder);
            if (!isDone && inOrder.size() == 2) {
                Files.deleteIfExists(inOrder.get(1));
            }
        });
        Path seen = disk.see(root);

        assertThatThrownBy(() -> ResultsFolder.open(seen))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("a hard link took the place of a name that was there");
    }

    /** As where another mount's list is kept for some seconds: an owner would not see that a later one has come. */
    @Test
    void aFolderThatShowsNamesThatWereJustRemovedIsRefused() {
        FaultyDisk disk = new FaultyDisk(root);
        List<Path> inOrder = new ArrayList<>();
        disk.failBy((call, isDone) -> {
            note(inOrder);
            if (isDone && inOrder.size() == 2 && Files.notExists(inOrder.get(1)) && Files.exists(inOrder.get(0))) {
                Files.createLink(inOrder.get(1), inOrder.get(0));
            }
        });
        Path seen = disk.see(root);

        assertThatThrownBy(() -> ResultsFolder.open(seen))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("a folder's list shows a name that was just removed");
    }

    private void note(List<Path> inOrder) throws IOException {
        if (Files.exists(root.resolve(".commits"))) {
            probes().stream().filter(probe -> !inOrder.contains(probe)).forEach(inOrder::add);
        }
    }
}
