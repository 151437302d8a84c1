package science.pipeline.dataset.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.dataset.FaultyDisk;
import science.pipeline.dataset.Rows;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Retention;
import science.pipeline.dataset.compare.Fingerprint;
import science.pipeline.dataset.rows.RecordedEvents;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.windows.StatisticsFiles;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;

/** A sealed dataset is read from its final files, and nothing changes it any more. */
class SealTest {

    @TempDir
    Path root;

    private ResultsFolder folder;

    @BeforeEach
    void twoPartitionsInSeveralParts() throws Exception {
        folder = ResultsFolder.open(root);
        Rows.takeOver(folder, 1, "b", 20_000)
                .appendUpTo(700)
                .commit()
                .appendUpTo(1500)
                .leave();
        Rows.takeOver(folder, 0, "a", 20_000)
                .appendUpTo(1000)
                .commit()
                .appendUpTo(2000)
                .leave();
    }

    private static FinalDataset finalDataset(ResultsFolder folder, Retention.Parts parts) {
        AnalysisConfiguration configuration = AnalysisConfiguration.defaults();
        StatisticsFiles statistics = new StatisticsFiles(folder, configuration, (window, json) -> {});
        List<FinalFormat> formats = List.of(FinalFormat.CSV);
        return new FinalDataset(folder, configuration, statistics, formats, new Retention(parts, null), "test");
    }

    @Test
    void partsGoAndEverythingElseStaysAsItWas() throws Exception {
        finalDataset(folder, Retention.Parts.KEEP).build(true);
        Fingerprint before = Fingerprint.of(folder);
        List<Long> idsBefore = ids();
        Map<String, byte[]> kept = files();
        kept.keySet().removeIf(name -> name.matches(".*_p\\d\\d-.*\\.csv") || name.equals("manifest.json"));

        finalDataset(folder, Retention.Parts.DROP_WHEN_FINAL).build(true);

        Map<String, byte[]> now = files();
        now.remove("manifest.json");
        assertThat(now).usingRecursiveComparison().isEqualTo(kept);
        assertThat(now.keySet()).anyMatch(name -> name.startsWith("rejected_p00-"));
        assertThat(Fingerprint.of(folder)).isEqualTo(before);
        assertThat(ids()).isEqualTo(idsBefore).hasSize(1960 + 1470);
        assertThat(Inventory.of(folder).finalDataset()).isEqualTo("sealed");
        Verification found = Verification.of(folder);
        assertThat(found.faults()).isEmpty();
        assertThat(found.outcome()).isEqualTo(Verification.Outcome.CLOSED);
        assertThat(found.notes()).singleElement().asString().contains("is sealed");
    }

    @Test
    void nobodyTakesAPartitionOverAnyMore() throws Exception {
        finalDataset(folder, Retention.Parts.DROP_WHEN_FINAL).build(true);
        Fingerprint before = Fingerprint.of(folder);

        for (int partition = 0; partition < 3; partition++) {
            int number = partition;
            assertThatThrownBy(() -> Rows.takeOver(folder, number, "late"))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("is sealed")
                    .hasMessageContaining("Nothing was changed");
        }
        assertThat(Fingerprint.of(folder)).isEqualTo(before);
        assertThat(Verification.of(folder).faults()).isEmpty();
    }

    @Test
    void whileAPartitionIsReadNothingIsSealed() throws Exception {
        try (Rows reading = Rows.takeOver(folder, 0, "reads").appendUpTo(2100).commit()) {
            finalDataset(folder, Retention.Parts.DROP_WHEN_FINAL).build(false);

            assertThat(folder.isSealed()).isFalse();
            reading.appendUpTo(2200).leave();
        }
        assertThat(Verification.of(folder).faults()).isEmpty();
    }

    @Test
    void ofASealedDatasetTheFinalFilesAreBuiltAgainWithTheSameBytes() throws Exception {
        finalDataset(folder, Retention.Parts.DROP_WHEN_FINAL).build(true);
        Map<String, byte[]> first = files();

        finalDataset(folder, Retention.Parts.KEEP).build(true);

        Map<String, byte[]> again = files();
        assertThat(again.remove("manifest.json")).isNotEmpty();
        first.remove("manifest.json");
        assertThat(again).usingRecursiveComparison().isEqualTo(first);
        assertThat(Verification.of(folder).faults()).isEmpty();
    }

    @Test
    void aFinalFileThatLosesOrChangesAByteIsNamed() throws Exception {
        finalDataset(folder, Retention.Parts.DROP_WHEN_FINAL).build(true);
        for (String name : List.of("all_events_final.csv", "high_energy_events_final.csv")) {
            Path file = root.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            byte[] changed = bytes.clone();
            changed[changed.length / 2] ^= 1;
            Files.write(file, changed);
            assertThat(Verification.of(folder).faults()).as("changed " + name).anyMatch(fault -> fault.contains(name));
            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
            assertThat(Verification.of(folder).faults()).as("cut " + name).anyMatch(fault -> fault.contains(name));
            assertThatThrownBy(() -> Fingerprint.of(folder)).isInstanceOf(Refusal.class);
            Files.delete(file);
            assertThat(Verification.of(folder).faults()).as("lost " + name).anyMatch(fault -> fault.contains(name));
            Files.write(file, bytes);
        }
        assertThat(Verification.of(folder).faults()).isEmpty();
    }

    /** As when it is killed before or after any call of the file system. */
    @Test
    void brokenOffAnywhereItIsEndedByBuildingOnceMore() throws Exception {
        Fingerprint whole = Fingerprint.of(folder);
        finalDataset(folder, Retention.Parts.KEEP).build(true);
        Path other = root.resolveSibling(root.getFileName() + "-broken");
        int calls = callsOf(copy(root, other));
        int sealedAt = 0;
        for (int call = 1;
                call <= calls;
                call += 17) { // some 15 places; the commits' own calls are tried one by one elsewhere
            int last = call;
            Path copy = copy(root, other);
            FaultyDisk disk = new FaultyDisk(copy);
            FinalDataset broken = finalDataset(ResultsFolder.existing(disk.see(copy)), Retention.Parts.DROP_WHEN_FINAL);
            disk.failBy((number, isDone) -> {
                if (number > last) {
                    throw new IOException("the disk is gone");
                }
            });
            try {
                broken.build(true);
            } catch (IOException | RuntimeException | science.pipeline.dataset.sink.Fenced brokenOff) {
                // that is what is tried
            }
            ResultsFolder left = ResultsFolder.existing(copy);
            sealedAt += left.isSealed() ? 1 : 0;
            assertThat(Fingerprint.of(left)).as("after %d calls", call).isEqualTo(whole);

            finalDataset(left, Retention.Parts.DROP_WHEN_FINAL).build(true);

            assertThat(Verification.of(left).faults())
                    .as("after %d calls", call)
                    .isEmpty();
            assertThat(Verification.of(left).outcome()).isEqualTo(Verification.Outcome.CLOSED);
            assertThat(Fingerprint.of(left)).isEqualTo(whole);
            assertThat(names(copy)).noneMatch(name -> name.matches(".*_p\\d\\d-.*\\.csv"));
        }
        assertThat(sealedAt).as("of %d calls", calls).isPositive();
        delete(other);
    }

    private static int callsOf(Path copy) throws Exception {
        FaultyDisk disk = new FaultyDisk(copy);
        FinalDataset sealing = finalDataset(ResultsFolder.existing(disk.see(copy)), Retention.Parts.DROP_WHEN_FINAL);
        disk.failBy((number, isDone) -> {});
        sealing.build(true);
        return disk.calls();
    }

    private static Path copy(Path from, Path to) throws IOException {
        delete(to);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private List<Long> ids() throws IOException {
        RecordedEvents events = RecordedEvents.of(folder);
        EventBatch batch = new EventBatch(NameTables.of(events.schema(), 256));
        List<Long> ids = new ArrayList<>();
        for (int partition : events.partitions()) {
            events.read(partition, batch, () -> {
                for (int row = 0; row < batch.size(); row++) {
                    ids.add(batch.offset[row]);
                }
                return true;
            });
        }
        return ids;
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : names(root)) {
            files.put(name, Files.readAllBytes(root.resolve(name)));
        }
        return files;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
