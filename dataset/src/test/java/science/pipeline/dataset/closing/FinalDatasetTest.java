package science.pipeline.dataset.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.dataset.Rows;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.Ledger;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.windows.StatisticsFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The final dataset is a function of the commits, and whatever is not as they say is named. */
class FinalDatasetTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path root;

    private ResultsFolder folder;
    private FinalDataset finalDataset;
    private final List<String> published = new ArrayList<>();

    @BeforeEach
    void twoPartitions() throws Exception {
        folder = ResultsFolder.open(root);
        AnalysisConfiguration configuration = AnalysisConfiguration.defaults();
        StatisticsFiles statistics =
                new StatisticsFiles(folder, configuration, (window, json) -> published.add(window.windowStart() + ""));
        finalDataset = new FinalDataset(folder, configuration, statistics, List.of(FinalFormat.values()), "test");
        Rows.takeOver(folder, 1, "b", 20_000)
                .appendUpTo(700)
                .commit()
                .appendUpTo(1500)
                .leave();
        Rows.takeOver(folder, 0, "a").appendUpTo(1000).commit().appendUpTo(2000).leave();
    }

    @Test
    void rowsAreOrderedByPartitionAndOffset() throws Exception {
        finalDataset.build(true);

        List<String> rows = Files.readAllLines(root.resolve("all_events_final.csv"));
        List<String> expected = new ArrayList<>();
        for (int partition = 0; partition < 2; partition++) {
            for (int offset = 0; offset < (partition == 0 ? 2000 : 1500); offset++) {
                if (offset % 50 != 49) {
                    expected.add(partition + "," + offset);
                }
            }
        }
        assertThat(rows.get(0)).startsWith("event_id,").endsWith("kafka_partition,kafka_offset");
        assertThat(rows.subList(1, rows.size()).stream().map(FinalDatasetTest::place))
                .isEqualTo(expected);
    }

    private static String place(String row) {
        String[] columns = row.split(",", -1);
        return columns[columns.length - 2] + "," + columns[columns.length - 1];
    }

    @Test
    void aSchemaThatIsKeptBesideTheDatasetIsNamedWhileItSaysWhatTheEventsAre() throws Exception {
        Path kept = root.resolve("schema.yml");
        String same =
                "# mended by hand\n" + AnalysisConfiguration.defaults().schema().text();
        Files.writeString(kept, same);
        finalDataset.build(true);
        assertThat(root.resolve("manifest.json")).content().contains("\"schema.yml\"");
        assertThat(Verification.of(folder).faults()).isEmpty();
        Files.writeString(kept, same + "# once more\n");
        assertThat(Verification.of(folder).faults()).singleElement().asString().contains("schema.yml");

        Files.writeString(kept, "name: others\nfields:\n  cpm: {type: number}\n");
        finalDataset.build(true);
        assertThat(root.resolve("manifest.json")).content().doesNotContain("\"schema.yml\"");
        assertThat(kept).content().startsWith("name: others");
        assertThat(Verification.of(folder).faults()).isEmpty();
    }

    /** The manifest is taken out before the first file is replaced: a kill leaves none. */
    @Test
    void whoBuildsAgainAfterAKillComesToTheSameManifestWithoutAskingTheTopic() throws Exception {
        finalDataset.build(true);
        byte[] manifest = Files.readAllBytes(root.resolve("manifest.json"));
        Files.delete(root.resolve("manifest.json"));

        finalDataset.build(false);

        assertThat(root.resolve("manifest.json")).hasBinaryContent(manifest);
    }

    /** Which said less of itself, claimed no names, and laid files of windows beside the others. */
    @Test
    void whatAFormerVersionHasBuiltIsOutdatedAndBuiltAnew() throws Exception {
        finalDataset.build(true);
        ObjectNode manifest = (ObjectNode) JSON.readTree(Files.readAllBytes(root.resolve("manifest.json")));
        manifest.remove(List.of("checksum", "built", "hosts", "schema", "setups"));
        manifest.path("configurations").forEach(partition -> ((ObjectNode) partition).remove("commit"));
        Files.write(root.resolve("manifest.json"), JSON.writeValueAsBytes(manifest));
        for (Path claim : Durable.list(root.resolve(".commits/claims"))) {
            Files.delete(claim);
        }
        for (Path window : list("statistics_20")) {
            Files.move(window, root.resolve(window.getFileName()));
        }
        Verification former = Verification.of(folder);
        assertThat(former.faults()).isEmpty();
        assertThat(former.outcome()).isEqualTo(Verification.Outcome.OUTDATED);

        finalDataset.build(true);

        Verification anew = Verification.of(folder);
        assertThat(anew.faults()).isEmpty();
        assertThat(anew.outcome()).isEqualTo(Verification.Outcome.CLOSED);
    }

    /** A clock that is wrong in between closes windows of its own; then the former go on. */
    @Test
    void ofAWindowToWhichTheClockHasComeBackAllPartsAreSummed() throws Exception {
        Rows.takeOver(folder, 2, "c", 20_000)
                .appendUpTo(2_500)
                .wrongBy(Duration.ofDays(7_000))
                .appendUpTo(12_500)
                .commit()
                .wrongBy(Duration.ofSeconds(-105))
                .appendUpTo(22_500)
                .wrongBy(Duration.ofDays(-1))
                .appendUpTo(32_500)
                .leave();
        finalDataset.build(true);

        Map<String, Long> events = new TreeMap<>();
        for (Path file : list("statistics_")) {
            JsonNode window = JSON.readTree(Files.readAllBytes(file));
            events.put(
                    window.path("window_start").asString(),
                    window.path("total_events").asLong());
        }
        assertThat(events.values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo((2000 + 1500 + 32_500) * 49 / 50);
        assertThat(events.keySet())
                .anyMatch(start -> start.startsWith("2045-"))
                .anyMatch(start -> start.startsWith("2026-01-15"));
        // Half of it came before, and as much as it holds after the wrong clock, but for those that were late.
        assertThat(events.get("2026-01-16T10:23:40.000000")).isEqualTo(490 + 980 - 49);
    }

    @Test
    void aSelectionHoldsExactlyTheRowsThatMeetItsConditions() throws Exception {
        finalDataset.build(true);

        List<String> all = Files.readAllLines(root.resolve("all_events_final.csv"));
        List<String> selected = Files.readAllLines(root.resolve("high_energy_events_final.csv"));
        assertThat(selected.subList(1, selected.size()))
                .isEqualTo(all.stream()
                        .skip(1)
                        .filter(row -> Double.parseDouble(row.split(",")[3]) >= 100)
                        .toList());
    }

    @Test
    void buildingAgainGivesTheSameBytes() throws Exception {
        finalDataset.build(true);
        Map<String, byte[]> first = files();
        published.clear();

        finalDataset.build(true);

        assertThat(files()).usingRecursiveComparison().isEqualTo(first);
        assertThat(published).isEmpty();
    }

    @Test
    void theAlarmsAreAFinalFileLikeTheOthers() throws Exception {
        finalDataset.build(true);

        JsonNode alarms = new JsonMapper().readTree(Files.readAllBytes(root.resolve("detector_alarms.json")));
        assertThat(alarms.path("false_alarms_per_million").asDouble()).isEqualTo(10);
        assertThat(alarms.path("alarms").isEmpty()).isTrue();
        assertThat(Manifest.find(folder).orElseThrow().files())
                .extracting(Manifest.FinalFile::name)
                .contains("detector_alarms.json");
        assertThat(Verification.of(folder).faults()).isEmpty();

        Files.writeString(root.resolve("detector_alarms.json"), "{}");
        assertThat(Verification.of(folder).faults())
                .singleElement()
                .asString()
                .startsWith("detector_alarms.json: found 2 bytes");
    }

    @Test
    void parquetHoldsTheSameRowsInTheSameOrder() throws Exception {
        finalDataset.build(true);
        String columns = "event_id, energy_gev, flagged, reasons, kafka_partition, kafka_offset";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(
                    "SELECT " + columns + " FROM '" + root.resolve("all_events_final.parquet") + "'");
            for (String line : Files.readAllLines(root.resolve("all_events_final.csv")).stream()
                    .skip(1)
                    .toList()) {
                String[] csv = line.split(",", -1);
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(Long.parseLong(csv[0]));
                assertThat(rows.getDouble(2)).isEqualTo(Double.parseDouble(csv[3]));
                assertThat(rows.getBoolean(3)).isEqualTo(Boolean.parseBoolean(csv[9]));
                assertThat(rows.getString(4)).isEqualTo(csv[11]);
                assertThat(rows.getLong(6)).isEqualTo(Long.parseLong(csv[13]));
            }
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void windowsAndOutsideAddUpToTheAcceptedEvents() throws Exception {
        Ledger ledger = finalDataset.build(true);

        long total = 0;
        for (Path file : list("statistics_")) {
            JsonNode window = JSON.readTree(Files.readAllBytes(file));
            total += window.path("total_events").asLong();
            assertThat(window.path("complete").asBoolean()).isTrue();
        }
        assertThat(total).isEqualTo(ledger.accepted()).isEqualTo(1960 + 1470);
        assertThat(root.resolve("statistics_outside.json")).exists();
        assertThat(published).hasSize(list("statistics_").size());
    }

    @Test
    void anUndamagedFolderVerifies() throws Exception {
        finalDataset.build(true);
        assertThat(Verification.of(folder).faults()).isEmpty();
    }

    @Test
    void everyFileThatLosesOrChangesAByteIsNamed() throws Exception {
        finalDataset.build(true);
        for (String name : files().keySet()) {
            Path file = root.resolve(name);
            if (name.startsWith("statistics") || name.equals("manifest.json")) {
                continue; // derived from commits; not part of what is verified
            }
            byte[] bytes = Files.readAllBytes(file);
            byte[] changed = bytes.clone();
            changed[changed.length - 2] ^= 1;
            Files.write(file, changed);
            assertThat(Verification.of(folder).faults()).as("changed " + name).anyMatch(fault -> fault.contains(name));
            Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
            assertThat(Verification.of(folder).faults()).as("cut " + name).anyMatch(fault -> fault.contains(name));
            Files.delete(file);
            assertThat(Verification.of(folder).faults()).as("lost " + name).anyMatch(fault -> fault.contains(name));
            Files.write(file, bytes);
        }
        assertThat(Verification.of(folder).faults()).isEmpty();
    }

    @Test
    void aFileThatNoCommitNamesIsNamed() throws Exception {
        Files.writeString(root.resolve("all_events_p00-e0009-000000000000000000.csv"), "x\n");
        assertThat(Verification.of(folder).faults()).hasSize(1).allMatch(fault -> fault.contains("e0009"));
    }

    @Test
    void aDamagedPartIsRefusedAndNoManifestIsLeftBehind() throws Exception {
        Path part = list("all_events_p00").get(0);
        byte[] bytes = Files.readAllBytes(part);
        bytes[bytes.length / 2] ^= 1;
        Files.write(part, bytes);

        assertThatThrownBy(() -> finalDataset.build(true))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(part.toString());
        assertThat(root.resolve("manifest.json")).doesNotExist();
        assertThat(workshops()).isEmpty();
    }

    @Test
    void ofOtherFinalFilesOnlyThoseThatTheFormerManifestNamesAreRemoved() throws Exception {
        finalDataset.build(true);
        Path manifest = root.resolve("manifest.json");
        Files.writeString(
                manifest, Files.readString(manifest).replace("anomalies_final.csv", "a_former_selection_final.csv"));
        Files.writeString(root.resolve("a_former_selection_final.csv"), "of the dataset");
        Files.writeString(root.resolve("thesis_plot_final.csv"), "mine");

        finalDataset.build(true);

        assertThat(root.resolve("a_former_selection_final.csv")).doesNotExist();
        assertThat(root.resolve("thesis_plot_final.csv")).hasContent("mine");
        assertThat(workshops()).isEmpty();
    }

    @Test
    void aFileOfSomebodysOwnUnderTheNameOfAFinalOneIsNotReplaced() throws Exception {
        Path mine = Files.writeString(root.resolve("high_energy_events_final.csv"), "mine");

        assertThatThrownBy(() -> finalDataset.build(true))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("[high_energy_events_final.csv]")
                .hasMessageContaining("Move them elsewhere");
        assertThat(mine).hasContent("mine");
        assertThat(list("all_events_final")).isEmpty();
        assertThat(workshops()).isEmpty();

        Files.delete(mine);
        finalDataset.build(true);
        assertThat(Verification.of(folder).faults()).isEmpty();
    }

    /** Final files may be there, and no manifest, when a process is killed. */
    @Test
    void finalFilesThatNoManifestNamesYetAreReplaced() throws Exception {
        finalDataset.build(true);
        Files.delete(root.resolve("manifest.json"));

        finalDataset.build(true);

        assertThat(Verification.of(folder).faults()).isEmpty();
    }

    @Test
    void aManifestThatSomebodyChangedRemovesNothingElsewhere() throws Exception {
        finalDataset.build(true);
        Path outside = Files.writeString(root.resolve(".commits").resolve("precious.csv"), "x");
        Files.writeString(root.resolve("manifest.json"), """
                {"files":[{"name":".commits/precious.csv"},{"name":".commits"},{"name":""}, 7]}""");

        finalDataset.build(true);

        assertThat(outside).exists();
        assertThat(Verification.of(folder).faults()).isEmpty();
    }

    private List<String> workshops() {
        return List.of(folder.commits().toFile().list((parent, name) -> name.startsWith("final-")));
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path file : list("")) {
            files.put(root.relativize(file).toString(), Files.readAllBytes(file));
        }
        return files;
    }

    private List<Path> list(String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.commits()))
                    .filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }
}
