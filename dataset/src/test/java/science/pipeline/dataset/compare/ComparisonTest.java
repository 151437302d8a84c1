package science.pipeline.dataset.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.dataset.InMemory;
import science.pipeline.dataset.Rows;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.compare.Difference.Change;
import science.pipeline.dataset.compare.Difference.What;
import science.pipeline.dataset.sink.Refusal;

/** Two datasets have one fingerprint if and only if nothing in them differs. */
class ComparisonTest {

    private static final long END = 3000;

    @TempDir(factory = InMemory.class)
    Path folders;

    private ResultsFolder usual;

    @BeforeEach
    void readAtOnce() throws Exception {
        usual = folder("usual");
        for (int partition = 0; partition < 2; partition++) {
            Rows.takeOver(usual, partition, "owner").appendUpTo(END).leave();
        }
    }

    private ResultsFolder folder(String name) {
        return ResultsFolder.open(folders.resolve(name));
    }

    private static void read(ResultsFolder folder, int partition) throws Exception {
        Rows.takeOver(folder, partition, "owner").appendUpTo(END).leave();
    }

    private static List<Difference> differences(ResultsFolder a, ResultsFolder b) throws IOException {
        List<Difference> differences = new ArrayList<>();
        Comparison comparison = Comparison.of(a, b, differences::add);
        assertThat(comparison.isEqual()).isEqualTo(differences.isEmpty());
        assertThat(comparison.groups().stream().mapToLong(Comparison.Group::count))
                .satisfies(counts -> assertThat(
                                counts.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(differences.size()));
        assertThat(Fingerprint.of(a).hash().equals(Fingerprint.of(b).hash())).isEqualTo(differences.isEmpty());
        return differences;
    }

    @Test
    void oneStreamIsOneDatasetWhateverItsOwnersCommitsAndParts() throws Exception {
        ResultsFolder restless = folder("restless");
        read(restless, 1);
        for (int owner = 1; owner <= 4; owner++) {
            Rows rows = Rows.takeOver(restless, 0, "owner-" + owner, 10_000);
            for (long end = owner * 700 - 350; end <= owner * 700; end += 50) {
                rows.appendUpTo(end).commit();
            }
            // what is behind the last commit goes with its owner
            rows.appendUpTo(owner * 700 + 77).close();
        }
        Rows.takeOver(restless, 0, "last").appendUpTo(END).leave();

        assertThat(parts(restless)).isGreaterThan(2 * parts(usual));
        assertThat(differences(usual, restless)).isEmpty();
        assertThat(Fingerprint.of(restless)).isEqualTo(Fingerprint.of(usual));
    }

    private static long parts(ResultsFolder folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.root())) {
            return files.count();
        }
    }

    @Test
    void theFingerprintNamesItsParts() throws Exception {
        assertThat(Fingerprint.of(usual).parts())
                .extracting(Fingerprint.Part::name)
                .contains("all_events", "high_energy_events", "rejected", "statistics", "histograms")
                .doesNotContain("windows");
        assertThat(Fingerprint.of(usual).parts().get(0).rows()).isEqualTo(2 * (END - END / 50));
    }

    @Test
    void aChangedColumnIsNamedWithBothValuesOnce() throws Exception {
        ResultsFolder other = folder("other");
        read(other, 1);
        Rows.takeOver(other, 0, "owner")
                .of(n -> n == 100 ? "DET_002" : "DET_001")
                .appendUpTo(END)
                .leave();

        assertThat(differences(usual, other).stream().filter(found -> found.what() == What.EVENT))
                .containsExactly(
                        new Difference(0, 100, null, What.EVENT, "detector_id", Change.CHANGED, "DET_001", "DET_002"));
        assertThat(differences(usual, other).stream().filter(found -> found.what() == What.WINDOW))
                .singleElement()
                .satisfies(found -> assertThat(found.change()).isEqualTo(Change.CHANGED));
    }

    @Test
    void whatOneHasMoreIsGainedTheOtherWayRoundLost() throws Exception {
        ResultsFolder shorter = folder("shorter");
        read(shorter, 1);
        Rows.takeOver(shorter, 0, "owner").appendUpTo(END - 100).leave();

        List<Difference> gained = differences(shorter, usual);
        assertThat(gained.stream().filter(found -> found.what() == What.EVENT))
                .hasSize(98)
                .allSatisfy(found -> assertThat(found.change()).isEqualTo(Change.GAINED));
        assertThat(gained.stream().filter(found -> found.what() == What.REJECT))
                .extracting(Difference::offset)
                .containsExactly(END - 51, END - 1);
        assertThat(gained.stream().filter(found -> found.what() == What.SELECTION && found.offset() % 7 != 0))
                .isEmpty();

        List<Difference> lost = differences(usual, shorter);
        assertThat(lost.stream().filter(found -> found.partition() >= 0))
                .allSatisfy(found -> assertThat(found.change()).isEqualTo(Change.LOST))
                .hasSameSizeAs(
                        gained.stream().filter(found -> found.partition() >= 0).toList());
    }

    @Test
    void aPartitionThatOnlyOneHasIsGained() throws Exception {
        ResultsFolder single = folder("single");
        read(single, 0);

        assertThat(differences(single, usual).stream().filter(found -> found.partition() == 1))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.change()).isEqualTo(Change.GAINED));
    }

    @Test
    void anotherTimeIsAnotherWindow() throws Exception {
        ResultsFolder late = folder("late");
        read(late, 1);
        Rows.takeOver(late, 0, "owner")
                .wrongBy(Duration.ofHours(1))
                .appendUpTo(END)
                .leave();

        assertThat(differences(usual, late).stream().filter(found -> found.what() == What.WINDOW))
                .extracting(Difference::change)
                .contains(Change.GAINED, Change.CHANGED);
    }

    @Test
    void aDamagedPartIsRefusedAndVerifyRecommended() throws Exception {
        Path part = usual.root().resolve("all_events_p00-e0001-000000000000000000.csv");
        byte[] bytes = Files.readAllBytes(part);
        bytes[bytes.length / 2] ^= 1;
        Files.write(part, bytes);

        assertThatThrownBy(() -> Fingerprint.of(usual))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(part.getFileName().toString())
                .hasMessageContaining("Run verify");
        assertThatThrownBy(() -> Comparison.of(usual, usual, all -> {})).isInstanceOf(Refusal.class);
    }

    @Test
    void whatNoCommitNamesDoesNotCount() throws Exception {
        Fingerprint before = Fingerprint.of(usual);
        Files.writeString(usual.root().resolve("notes.txt"), "mine");
        Files.writeString(
                usual.root().resolve("statistics_outside.json"),
                "{}",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE);

        assertThat(Fingerprint.of(usual)).isEqualTo(before);
    }

    @Test
    void aFolderWithoutCommitsIsRefused() {
        assertThatThrownBy(() -> Fingerprint.of(folder("empty")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("holds no commit");
    }

    @Test
    void aDifferenceIsALineOfCsv() {
        assertThat(new Difference(3, 17, null, What.REJECT, "not_json", Change.LOST, "{\"a\":1,\"b\":2}", "").csv())
                .isEqualTo("3,17,,reject,not_json,lost,\"{\"\"a\"\":1,\"\"b\"\":2}\",");
        assertThat(new Difference(3, 17, 4, What.REJECT, "not_json", Change.LOST, "{}", "").csv())
                .isEqualTo("3,17,4,reject,not_json,lost,{},");
        assertThat(new Difference(-1, -1, null, What.WINDOW, "outside", Change.CHANGED, "1 events", "2 events").csv())
                .isEqualTo(",,,window,outside,changed,1 events,2 events");
        assertThat(Difference.CSV_HEADER.split(",")).hasSize(8);
    }
}
