package science.pipeline.dataset.closing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.dataset.Rows;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.windows.StatisticsFiles;

/** A finished dataset is damaged, each time in one way: verify names the file, and never throws. */
class VerificationTest {

    private static final String EVENTS = "all_events_p00-e0001-000000000000000000.csv";
    private static final String FURTHER = "all_events_p01-e0001-000000000000000000.csv";
    private static final String SELECTED = "high_energy_events_p00-e0001-000000000000000000.csv";
    private static final String REJECTED = "rejected_p00-e0001-000000000000000049.jsonl";
    private static final String WINDOW = "statistics_20260116T102320Z.json";
    private static final String DAY = "statistics/2026-01-16/";

    @TempDir
    static Path whole;

    @TempDir
    Path copy;

    @BeforeAll
    static void aFinishedDataset() throws Exception {
        ResultsFolder folder = ResultsFolder.open(whole);
        for (int partition = 0; partition < 3; partition++) {
            Rows.takeOver(folder, partition, "owner-" + partition)
                    .appendUpTo(200)
                    .commit()
                    .appendUpTo(8_000)
                    .leave();
        }
        AnalysisConfiguration configuration = AnalysisConfiguration.defaults();
        StatisticsFiles statistics = new StatisticsFiles(folder, configuration, (window, json) -> {});
        new FinalDataset(folder, configuration, statistics, List.of(FinalFormat.values()), "test").build(true);
        Files.writeString(whole.resolve("README.md"), "about the run");
    }

    /** Changes a copy. */
    @FunctionalInterface
    private interface Change {
        void in(Path folder) throws IOException;
    }

    /** @param named what a FAULT has to begin with */
    private record Damage(String words, int exitCode, String named, Change change) {
        @Override
        public String toString() {
            return words;
        }
    }

    private static Damage fault(String words, String named, Change change) {
        return new Damage(words, 1, named, change);
    }

    private static Damage harmless(String words, Change change) {
        return new Damage(words, 0, "", change);
    }

    private static Damage outdated(String words, Change change) {
        return new Damage(words, 3, "", change);
    }

    static Stream<Damage> commits() {
        return Stream.of(
                fault("a bit of the newest commit", ".commits/p00/", in -> flip(newest(in, 0))),
                fault("a bit of an older commit", ".commits/p00/", in -> flip(oldest(in, 0))),
                fault("a byte behind a commit", ".commits/p00/", in -> edit(newest(in, 0), text -> text + "x")),
                fault("the newest commit lost", ".commits/p00", in -> Files.delete(newest(in, 0))),
                fault("a commit of another partition", ".commits/p00/", in -> copy(newest(in, 1), newest(in, 0))),
                fault(
                        "a commit under a higher number",
                        ".commits/p00/",
                        in -> copy(newest(in, 0), commit(in, "000000000099"))),
                fault(
                        "a commit under a huge number",
                        ".commits/p00/9999",
                        in -> put(commit(in, "99999999999999999999"))),
                fault("all commits of a partition", ".commits/p01", in -> remove(in.resolve(".commits/p01"))),
                fault("a partition and its parts", ".commits/p01", in -> removePartition(in, "p01")),
                fault("a partition, its parts and the manifest", ".commits/p01", in -> {
                    removePartition(in, "p01");
                    Files.delete(in.resolve("manifest.json"));
                }),
                fault("all commits", "", in -> remove(in.resolve(".commits"))),
                fault(
                        "labelled events in a commit",
                        ".commits/p00",
                        in -> editCommit(in, "\"labelled\":0", "\"labelled\":7")),
                fault(
                        "the topic in a commit",
                        ".commits/p00",
                        in -> editCommit(in, "\"topic\":\"events\"", "\"topic\":\"evants\"")),
                fault(
                        "the dataset's id",
                        ".commits/p00",
                        in -> edit(in.resolve(".commits/dataset.json"), text -> text.replace("events", "others"))),
                fault(
                        "no dataset's id",
                        ".commits/dataset.json",
                        in -> Files.delete(in.resolve(".commits/dataset.json"))),
                fault(
                        "an empty dataset's id",
                        ".commits/dataset.json",
                        in -> edit(in.resolve(".commits/dataset.json"), text -> "")),
                fault("a bit of closed windows", "windows_p00", in -> flip(windows(in))),
                fault("closed windows lost", "windows_p00", in -> Files.delete(windows(in))),
                fault("a partition of garbage", ".commits/p99", in -> {
                    Files.createDirectory(in.resolve(".commits/p99"));
                    Files.writeString(in.resolve(".commits/p99/000000000001.json"), "garbage");
                }),
                fault(
                        "a partition with a huge number",
                        ".commits/p99999999999999",
                        in -> Files.createDirectory(in.resolve(".commits/p99999999999999"))),
                harmless("a partition without commits", in -> Files.createDirectory(in.resolve(".commits/p99"))),
                harmless(
                        "what a killed process left",
                        in -> Files.writeString(in.resolve(".commits/p00/000000000009.x.tmp"), "")));
    }

    static Stream<Damage> parts() {
        return Stream.of(
                fault("a bit of all events", EVENTS, in -> flip(in.resolve(EVENTS))),
                fault("a bit of a selection", SELECTED, in -> flip(in.resolve(SELECTED))),
                fault("a bit of the rejects", REJECTED, in -> flip(in.resolve(REJECTED))),
                fault("a part lost", EVENTS, in -> Files.delete(in.resolve(EVENTS))),
                fault(
                        "a part cut",
                        EVENTS,
                        in -> edit(in.resolve(EVENTS), text -> text.substring(0, text.length() - 10))),
                fault("a part with more", EVENTS, in -> edit(in.resolve(EVENTS), text -> text + "x")),
                fault("a byte order mark", EVENTS, in -> edit(in.resolve(EVENTS), text -> "\u00ef\u00bb\u00bf" + text)),
                fault("a part that is a folder", EVENTS, in -> {
                    Files.delete(in.resolve(EVENTS));
                    Files.createDirectory(in.resolve(EVENTS));
                }),
                fault("parts swapped", EVENTS, in -> swap(in.resolve(EVENTS), in.resolve(FURTHER))),
                fault(
                        "a part under another epoch",
                        EVENTS,
                        in -> move(in.resolve(EVENTS), in.resolve("all_events_p00-e0002-000000000000000000.csv"))),
                fault(
                        "a row and its commit",
                        "all_events_final.csv",
                        in -> editWithCommit(in, EVENTS, text -> text.replaceFirst(",photon,", ",proton,"))),
                fault(
                        "a row of a selection and its commit",
                        SELECTED,
                        in -> editWithCommit(in, SELECTED, text -> text.replaceFirst(",photon,", ",proton,"))),
                fault(
                        "a flag and its commit",
                        EVENTS,
                        in -> editWithCommit(
                                in,
                                EVENTS,
                                text -> text.replaceFirst(",false,false,", ",false,true,")
                                        .replaceFirst(",0.00,,0,5\n", ",0.0,,0,5\n"))),
                fault(
                        "a reason and its commit",
                        ".commits/p00",
                        in -> editWithCommit(in, REJECTED, text -> text.replaceFirst("not_json", "not_utf8"))),
                fault(
                        "rows without columns and their commit",
                        EVENTS,
                        in -> editWithCommit(in, EVENTS, text -> text.replaceAll("(?m)^\\d+,[^,]+,photon", "x"))),
                fault(
                        "a further part",
                        "all_events_p00-e0009",
                        in -> copy(in.resolve(EVENTS), in.resolve("all_events_p00-e0009-000000000000000000.csv"))),
                fault(
                        "a part of another partition",
                        "all_events_p07",
                        in -> copy(in.resolve(EVENTS), in.resolve("all_events_p07-e0001-000000000000000000.csv"))),
                fault(
                        "a copy that readers would take in",
                        "all_events_p00-copy.csv",
                        in -> copy(in.resolve(EVENTS), in.resolve("all_events_p00-copy.csv"))),
                fault(
                        "further closed windows",
                        ".commits/p00/windows_p00-e0009",
                        in -> copy(windows(in), in.resolve(".commits/p00/windows_p00-e0009-000000000000000000.bin"))),
                fault(
                        "a huge partition",
                        "x_p99999999999999",
                        in -> Files.writeString(in.resolve("x_p99999999999999-e0001-000000000000000000.csv"), "")),
                fault(
                        "a huge offset",
                        "x_p00",
                        in -> Files.writeString(in.resolve("x_p00-e0001-9999999999999999999.csv"), "")),
                fault(
                        "a huge epoch",
                        "x_p00",
                        in -> Files.writeString(in.resolve("x_p00-e99999999999-000000000000000000.csv"), "")),
                harmless("nothing", in -> {}),
                harmless("a part behind a link", in -> {
                    move(in.resolve(EVENTS), in.resolve(".real.csv"));
                    Files.createSymbolicLink(in.resolve(EVENTS), in.resolve(".real.csv"));
                }),
                harmless("somebody's own files", in -> {
                    Files.writeString(in.resolve("notes.txt"), "x");
                    Files.writeString(in.resolve("thesis_p1.csv"), "x");
                    Files.writeString(in.resolve("electrons_final.csv"), "x");
                    Files.writeString(in.resolve("statistics_of_mine.json"), "x");
                    Files.createDirectory(in.resolve("sub"));
                }));
    }

    static Stream<Damage> finalFiles() {
        return Stream.of(
                fault("a bit of the final CSV", "all_events_final.csv", in -> flip(in.resolve("all_events_final.csv"))),
                fault(
                        "a bit of Parquet",
                        "all_events_final.parquet",
                        in -> flip(in.resolve("all_events_final.parquet"))),
                fault("a bit of the alarms", "detector_alarms.json", in -> flip(in.resolve("detector_alarms.json"))),
                fault(
                        "the final CSV lost",
                        "all_events_final.csv",
                        in -> Files.delete(in.resolve("all_events_final.csv"))),
                fault(
                        "Parquet lost",
                        "all_events_final.parquet",
                        in -> Files.delete(in.resolve("all_events_final.parquet"))),
                fault(
                        "the alarms lost",
                        "detector_alarms.json",
                        in -> Files.delete(in.resolve("detector_alarms.json"))),
                fault(
                        "a row lost, and the manifest made to fit",
                        "all_events_final.csv",
                        in -> editWithManifest(
                                in,
                                "all_events_final.csv",
                                text -> text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1))),
                fault(
                        "a score, and the manifest made to fit",
                        "all_events_final.csv",
                        in -> editWithManifest(
                                in, "all_events_final.csv", text -> text.replaceFirst(",0\\.\\d\\d,,", ",0.99,,"))),
                fault(
                        "Parquet of garbage, and the manifest made to fit",
                        "all_events_final.parquet",
                        in -> editWithManifest(in, "all_events_final.parquet", text -> "PAR1" + "x".repeat(50))),
                fault(
                        "a detector's state, and the manifest made to fit",
                        "detector_alarms.json",
                        in -> editWithManifest(in, "detector_alarms.json", text -> text.replace("unknown", "good"))),
                fault(
                        "a selection's file of another one",
                        "high_energy_events_final.csv",
                        in -> editWithManifest(
                                in, "high_energy_events_final.csv", text -> read(in.resolve("anomalies_final.csv")))),
                fault(
                        "other line ends",
                        "anomalies_final.csv",
                        in -> edit(in.resolve("anomalies_final.csv"), text -> text.replace("\n", "\r\n"))),
                fault("a final file that is a folder", "anomalies_final.csv", in -> {
                    Files.delete(in.resolve("anomalies_final.csv"));
                    Files.createDirectory(in.resolve("anomalies_final.csv"));
                }),
                fault("a final file that is a link to itself", "anomalies_final.csv", in -> {
                    Files.delete(in.resolve("anomalies_final.csv"));
                    Files.createSymbolicLink(in.resolve("anomalies_final.csv"), in.resolve("anomalies_final.csv"));
                }),
                fault(
                        "a number of a window",
                        WINDOW,
                        in -> edit(
                                in.resolve(DAY + WINDOW),
                                text -> text.replaceFirst("\"total_events\" : \\d+", "\"total_events\" : 7"))),
                fault("a window emptied", WINDOW, in -> edit(in.resolve(DAY + WINDOW), text -> "")),
                fault("a window lost", WINDOW, in -> Files.delete(in.resolve(DAY + WINDOW))),
                fault(
                        "a window too many",
                        "statistics_20270116T102320Z",
                        in -> copy(in.resolve(DAY + WINDOW), in.resolve(DAY + "statistics_20270116T102320Z.json"))),
                fault(
                        "windows swapped",
                        WINDOW,
                        in -> swap(in.resolve(DAY + WINDOW), in.resolve(DAY + "statistics_20260116T102330Z.json"))));
    }

    static Stream<Damage> manifests() {
        return Stream.of(
                outdated("no manifest", in -> Files.delete(in.resolve("manifest.json"))),
                outdated("a manifest that is older than the commits", in -> {
                    ResultsFolder folder = ResultsFolder.open(in);
                    try {
                        Rows.takeOver(folder, 0, "later").appendUpTo(8_100).leave();
                    } catch (Fenced impossible) {
                        throw new IOException(impossible);
                    }
                }),
                fault("an older manifest whose file is lost", "anomalies_final.csv", in -> {
                    ResultsFolder folder = ResultsFolder.open(in);
                    try {
                        Rows.takeOver(folder, 0, "later").appendUpTo(8_100).leave();
                    } catch (Fenced impossible) {
                        throw new IOException(impossible);
                    }
                    Files.delete(in.resolve("anomalies_final.csv"));
                }),
                fault(
                        "a digit of a checksum",
                        "manifest.json",
                        in -> editManifest(in, "\"sha256\" : \"[0-9a-f]", "\"sha256\" : \"g")),
                fault("rows of a file", "manifest.json", in -> editManifest(in, "\"rows\" : \\d+", "\"rows\" : 1")),
                fault(
                        "a count of the ledger",
                        "manifest.json",
                        in -> editManifest(in, "\"accepted\" : \\d+", "\"accepted\" : 1")),
                fault(
                        "the version",
                        "manifest.json",
                        in -> editManifest(in, "\"version\" : \"test\"", "\"version\" : \"9.9\"")),
                fault(
                        "the dataset",
                        "manifest.json",
                        in -> editManifest(in, "\"dataset\" : \"....", "\"dataset\" : \"0000")),
                fault(
                        "a configuration",
                        "manifest.json",
                        in -> editManifest(in, "\"settings\" : \"hash\"", "\"settings\" : \"0000\"")),
                fault("a host", "manifest.json", in -> editManifest(in, "\"name\" : \"test\"", "\"name\" : \"west\"")),
                fault(
                        "a file's entry",
                        "manifest.json",
                        in -> editManifest(in, "(?s)\"files\" : \\[ \\{.*?\\}, ", "\"files\" : [ ")),
                fault("a file's entry and the file", "manifest.json", in -> {
                    editManifest(in, "(?s)\\{[^{}]*\"anomalies_final.csv\"[^{}]*\\}, ", "");
                    Files.delete(in.resolve("anomalies_final.csv"));
                }),
                fault(
                        "no files",
                        "manifest.json",
                        in -> editManifest(in, "(?s)\"files\" : \\[.*?\\]", "\"files\" : []")),
                fault(
                        "files of nothing",
                        "manifest.json",
                        in -> editManifest(in, "(?s)\"files\" : \\[.*?\\]", "\"files\" : null")),
                fault(
                        "a file elsewhere",
                        "manifest.json",
                        in -> editManifest(in, "\"anomalies_final.csv\"", "\"../../etc/hostname\"")),
                fault(
                        "a ledger of nothing",
                        "manifest.json",
                        in -> editManifest(in, "(?s)\"ledger\" : \\{.*\"files\"", "\"ledger\" : null, \"files\"")),
                fault(
                        "cut",
                        "manifest.json",
                        in -> edit(in.resolve("manifest.json"), text -> text.substring(0, text.length() - 40))),
                fault("empty", "manifest.json", in -> edit(in.resolve("manifest.json"), text -> "")),
                fault("null", "manifest.json", in -> edit(in.resolve("manifest.json"), text -> "null")),
                fault("nothing in braces", "manifest.json", in -> edit(in.resolve("manifest.json"), text -> "{}")),
                fault("a folder", "manifest.json", in -> {
                    Files.delete(in.resolve("manifest.json"));
                    Files.createDirectory(in.resolve("manifest.json"));
                }));
    }

    @ParameterizedTest
    @MethodSource({"commits", "parts", "finalFiles", "manifests"})
    void everyDamageIsAnsweredByItsExitCodeAndTheNameOfTheFile(Damage damage) throws Exception {
        copyAll(whole, copy);
        damage.change().in(copy);

        Verification found = Verification.of(ResultsFolder.existing(copy));

        assertThat(found.outcome().exitCode).as("%s", found.faults()).isEqualTo(damage.exitCode());
        if (damage.exitCode() == 1) {
            assertThat(found.faults()).anyMatch(fault -> fault.startsWith(damage.named()));
            assertThat(found.faults()).noneMatch(fault -> fault.contains("NullPointer"));
        }
        if (damage.exitCode() == 3) {
            assertThat(found.notes()).anyMatch(note -> note.startsWith("manifest.json"));
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Each byte is one character, and stays what it was. */
    private static void edit(Path file, UnaryOperator<String> change) throws IOException {
        String before = Files.readString(file, ISO_8859_1);
        String after = change.apply(before);
        assertThat(after).as("the change of %s", file).isNotEqualTo(before);
        Files.writeString(file, after, ISO_8859_1);
    }

    private static void editManifest(Path folder, String found, String instead) throws IOException {
        edit(folder.resolve("manifest.json"), text -> text.replaceFirst(found, instead));
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    /** A commit, and its checksum with it. */
    private static void editCommit(Path folder, String found, String instead) throws IOException {
        edit(newest(folder, 0), text -> {
            String head = text.substring(0, text.indexOf("\"commit\":") + "\"commit\":".length());
            String commit = text.substring(head.length(), text.length() - 2).replaceFirst(found, instead);
            byte[] bytes = commit.getBytes(ISO_8859_1);
            String crc = Durable.crc32c(bytes, 0, bytes.length);
            return head.replaceFirst("[0-9a-f]{8}", crc) + commit + "}\n";
        });
    }

    private static void editWithCommit(Path folder, String name, UnaryOperator<String> change) throws IOException {
        String before = described(folder.resolve(name));
        edit(folder.resolve(name), change);
        editCommit(folder, before, described(folder.resolve(name)));
    }

    private static String described(Path part) throws IOException {
        byte[] bytes = Files.readAllBytes(part);
        return "\"bytes\":" + bytes.length + ",\"crc32c\":\"" + Durable.crc32c(bytes, 0, bytes.length) + "\"";
    }

    private static void editWithManifest(Path folder, String name, UnaryOperator<String> change) throws IOException {
        String before = checksum(folder.resolve(name));
        long length = Files.size(folder.resolve(name));
        edit(folder.resolve(name), change);
        editManifest(
                folder,
                "\"bytes\" : " + length + ",(\\s+)\"sha256\" : \"" + before,
                "\"bytes\" : " + Files.size(folder.resolve(name)) + ",$1\"sha256\" : \""
                        + checksum(folder.resolve(name)));
    }

    private static String checksum(Path file) throws IOException {
        return HexFormat.of().formatHex(Durable.sha256().digest(Files.readAllBytes(file)));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to);
    }

    private static void swap(Path one, Path other) throws IOException {
        Path aside = one.resolveSibling("aside");
        move(one, aside);
        move(other, one);
        move(aside, other);
    }

    private static void put(Path file) throws IOException {
        Files.writeString(file, "");
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void removePartition(Path folder, String partition) throws IOException {
        remove(folder.resolve(".commits").resolve(partition));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().contains("_" + partition + "-"))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    private static Path commit(Path folder, String number) {
        return folder.resolve(".commits/p00/" + number + ".json");
    }

    private static Path newest(Path folder, int partition) throws IOException {
        List<Path> commits = commitsOf(folder, partition);
        return commits.get(commits.size() - 1);
    }

    private static Path oldest(Path folder, int partition) throws IOException {
        return commitsOf(folder, partition).get(0);
    }

    private static List<Path> commitsOf(Path folder, int partition) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(".commits/p0" + partition))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static Path windows(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(".commits/p00"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("windows_"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
