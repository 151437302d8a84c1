package science.pipeline.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.dataset.ReadPartition;
import science.pipeline.dataset.compare.Difference;

/** What {@code fingerprint} and {@code compare} say, and with which exit code. */
class DatasetCommandsTest {

    @TempDir
    Path folders;

    private Path one;
    private Path same;
    private Path more;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void read() {
        one = folders.resolve("one");
        same = folders.resolve("same");
        more = folders.resolve("more");
        ReadPartition.of(one, 0).leave();
        ReadPartition.of(same, 0).leave();
        ReadPartition.of(more, 0).leave();
        ReadPartition.of(more, 1).leave();
    }

    private PrintStream out() {
        said.reset();
        return new PrintStream(said, true, StandardCharsets.UTF_8);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private String fingerprint(Path folder) {
        assertThat(FingerprintCommand.run(new String[] {folder.toString()}, Datasets.FOLDERS, out()))
                .isZero();
        return said();
    }

    private int compare(Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return CompareCommand.run(words, Datasets.FOLDERS, out());
    }

    @Test
    void theFingerprintIsTheLastLineBehindThoseOfItsParts() {
        String[] lines = fingerprint(one).split("\n");
        assertThat(lines[lines.length - 1]).matches("[0-9a-f]{64}");
        assertThat(lines[0]).matches("[0-9a-f]{64} +196  all_events");
        assertThat(fingerprint(same)).isEqualTo(fingerprint(one));
        assertThat(fingerprint(more)).doesNotEndWith(lines[lines.length - 1] + "\n");
    }

    @Test
    void equalDatasetsAreSaidToBe() {
        assertThat(compare(one, same)).isZero();
        assertThat(said()).isEqualTo("They are equal.\n".replace("\n", System.lineSeparator()));
    }

    @Test
    void differencesAreCountedShownBySamplesAndWrittenWhole() throws Exception {
        Path csv = folders.resolve("differences.csv");
        assertThat(compare(one, more, "--csv=" + csv)).isEqualTo(1);
        assertThat(said())
                .containsPattern("event +gained +196")
                .containsPattern("selection +high_energy_events +gained +")
                .containsPattern("reject +not_json +gained +4")
                .containsPattern("window +changed +1")
                .contains("1@0  0,2026-01-16T10:23:20")
                .contains("196 events")
                .endsWith("They differ." + System.lineSeparator());
        assertThat(Files.readAllLines(csv))
                .startsWith(Difference.CSV_HEADER)
                .filteredOn(line -> line.contains(",event,"))
                .hasSize(196);
    }

    @Test
    void whatIsReanalysedHasItsOwnManifestAndIsComparedWithTheFirst() throws Exception {
        Path other = folders.resolve("other");
        assertThat(reanalyse(
                        one,
                        "--into=" + other,
                        "--analytics.final-formats=csv",
                        "--analytics.selections.high_energy_events.energy_gev.min=1000"))
                .isZero();
        assertThat(said())
                .contains("offsets of 1 partitions) under another configuration")
                .contains("reanalysed 200")
                .containsPattern("received +200 ");
        assertThat(VerifyCommand.run(new String[] {other.toString()}, Datasets.FOLDERS, out()))
                .isZero();
        assertThat(Files.readString(other.resolve("manifest.json")))
                .contains("\"origin\"", one.toString(), "\"name\" : \"reanalyse\"");
        assertThat(compare(one, other)).isEqualTo(1);
        assertThat(said())
                .containsPattern("selection +high_energy_events +lost")
                .doesNotContain("event  ");
    }

    private int reanalyse(Object... arguments) {
        return ReanalyseCommand.run(
                java.util.Arrays.stream(arguments).map(Object::toString).toArray(String[]::new), out());
    }

    @Test
    void whatReanalyseCannotDoIsSaidInASentence() {
        assertThat(reanalyse(one)).isEqualTo(2);
        assertThat(said()).contains("reanalyse: expected one existing results folder and a new one");
        assertThat(reanalyse(one, "--into=" + one)).isEqualTo(2);
        assertThat(said()).contains("expected another folder than the one that is read");
        assertThat(reanalyse(one, "--into=" + folders.resolve("typo"), "--analytics.selection.a.pt.min=1"))
                .isEqualTo(2);
        assertThat(folders.resolve("typo")).doesNotExist();
        assertThat(reanalyse(one, "--into=" + more, "--analytics.final-formats=csv"))
                .isEqualTo(1);
        assertThat(said()).contains("was not begun from the one in");
        assertThat(reanalyse(folders, "--into=" + folders.resolve("new"))).isEqualTo(1);
        assertThat(said()).contains("holds no dataset");
    }

    @Test
    void aWrongCallIsSaidInASentence() {
        assertThat(compare(one)).isEqualTo(2);
        assertThat(said()).contains("compare: expected two existing results folders");
        assertThat(compare(one, folders)).isEqualTo(2);
        assertThat(said()).contains("holds no commit");
        assertThat(FingerprintCommand.run(new String[] {"absent"}, Datasets.FOLDERS, out()))
                .isEqualTo(2);
        assertThat(said()).contains("fingerprint: expected one existing results folder");
        assertThat(compare(one, same, "--csv=" + folders.resolve("no/where.csv")))
                .isEqualTo(2);
        assertThat(said()).contains("where.csv");
    }
}
