package science.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as people and instruments write them: the same names and cells, whatever stands between and above them. */
class FormsOfTablesTest {

    private static final List<String> NAMES = List.of("time", "energy", "detector");
    private static final List<List<String>> ROWS =
            List.of(List.of("2026-01-16T10:00:00Z", "1.5", "A"), List.of("2026-01-16T10:00:01Z", "2.5", "B"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "time,energy,detector\n2026-01-16T10:00:00Z,1.5,A\n2026-01-16T10:00:01Z,2.5,B\n",
                "\uFEFFtime;energy;detector\r\n2026-01-16T10:00:00Z;1.5;A\r\n2026-01-16T10:00:01Z;2.5;B",
                "time;energy;detector\n2026-01-16T10:00:00Z;1,5;A\n2026-01-16T10:00:01Z;2,5;B\n",
                "time,energy,detector\n2026-01-16T10:00:00Z,\"1,5\",A\n2026-01-16T10:00:01Z,\"2,5\",B\n",
                "time\tenergy\tdetector\n2026-01-16T10:00:00Z\t1.5\tA\n2026-01-16T10:00:01Z\t2.5\tB\n",
                "time|energy|detector\n2026-01-16T10:00:00Z|1.5|A\n2026-01-16T10:00:01Z|2.5|B\n",
                "time  energy detector\n2026-01-16T10:00:00Z    1.5 A\n 2026-01-16T10:00:01Z \t2.5  B \n",
                "# by hand\ntime energy detector\n2026-01-16T10:00:00Z 1.5 A\n# a break\n2026-01-16T10:00:01Z 2.5 B\n",
                "# by hand\n# time energy detector\n# UTC MeV -\n2026-01-16T10:00:00Z 1.5 A\n2026-01-16T10:00:01Z 2.5 B\n",
                "#time,energy,detector\n2026-01-16T10:00:00Z,1.5,A\n2026-01-16T10:00:01Z,2.5,B\n",
                "// time,energy,detector\n2026-01-16T10:00:00Z,1.5,A\n// a break\n2026-01-16T10:00:01Z,2.5,B\n",
                "Station 4, level 2\nby hand\ntime,energy,detector\n2026-01-16T10:00:00Z,1.5,A\n2026-01-16T10:00:01Z,2.5,B\n",
                "time,energy,detector\ns,MeV,\n2026-01-16T10:00:00Z,1.5,A\n2026-01-16T10:00:01Z,2.5,B\n",
                "@ TITLE %03s \"run\"\n* time energy detector\n$ %s %le %s\n 2026-01-16T10:00:00Z 1.5 \"A\"\n 2026-01-16T10:00:01Z 2.5 \"B\"\n",
                "| time | energy | detector |\n| char | double | char |\n 2026-01-16T10:00:00Z 1.5 A\n 2026-01-16T10:00:01Z 2.5 B\n",
            })
    void theSameTableIsReadFromAnyForm(String content) throws IOException {
        try (Rows rows = open(content)) {
            assertThat(rows.columns()).containsExactlyElementsOf(NAMES);
            assertThat(cells(rows)).isEqualTo(ROWS);
        }
    }

    @Test
    void columnsWithoutNamesHaveNumbers() throws IOException {
        try (Rows rows = open("1.5,A\n2.5,B\n")) {
            assertThat(rows.columns()).containsExactly("column_1", "column_2");
            assertThat(cells(rows)).containsExactly(List.of("1.5", "A"), List.of("2.5", "B"));
        }
    }

    @Test
    void ofSentencesTheMostFrequentKindIsTheTable() throws IOException {
        String content = "# monitor 12\n$GPVTG,054.7,T*11\n$BNRDD,300,2012-12-16T17:58:24Z,30,116,A*22\n"
                + "$BNRDD,300,2012-12-16T17:58:31Z,31,117,A*23\n";
        try (Rows rows = open(content)) {
            assertThat(cells(rows))
                    .containsExactly(
                            List.of("BNRDD", "300", "2012-12-16T17:58:24Z", "30", "116", "A", "22"),
                            List.of("BNRDD", "300", "2012-12-16T17:58:31Z", "31", "117", "A", "23"));
        }
    }

    @Test
    void linesAreCountedAsAnEditorCountsThem() throws IOException {
        try (Rows rows = open("# one\n\nx y z\n\"a\nb\" 1 2\n\n# six\n3 4 5 6\n")) {
            assertThat(rows.line()).isEqualTo(3);
            rows.advance();
            rows.advance();
            assertThat(rows.number()).isEqualTo(2);
            assertThatThrownBy(rows::check)
                    .isInstanceOf(FileFault.class)
                    .hasMessageContaining("line 8: found 4 cells under 3 columns");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,\"1,234\"\n2,\"5,678\"\n", "a;b\n1;1,234\n2;5,678\n"})
    void aNumberThatMayHaveThousandsOrACommaIsLeftAsItIs(String content) throws IOException {
        try (Rows rows = open(content)) {
            rows.advance();
            assertThat(rows.cell("b")).isEqualTo("1,234");
        }
    }

    @Test
    void pointsBetweenThousandsGoWithDecimalCommas() throws IOException {
        try (Rows rows = open("a;b\n1;1.234,5\n2;0,25\n")) {
            assertThat(cells(rows)).containsExactly(List.of("1", "1234.5"), List.of("2", "0.25"));
        }
    }

    @Test
    void aTextThatHoldsTheOtherSeparatorDoesNotMislead() throws IOException {
        try (Rows rows = open("id,reasons,place\n1,a;b,\"10 km S, X\"\n2,c;d,\"4 km N, Y\"\n")) {
            assertThat(rows.columns()).containsExactly("id", "reasons", "place");
            rows.advance();
            assertThat(rows.cell("place")).isEqualTo("10 km S, X");
        }
    }

    @Test
    void aFileWithoutRowsIsNoTable() {
        assertThatThrownBy(() -> open("")).hasMessageContaining("it is empty, expected a CSV header");
        assertThatThrownBy(() -> open("# nothing\n# yet\n")).hasMessageContaining("it holds no rows, but comments");
    }

    @Test
    void severalCellsMakeOneText() throws IOException {
        try (Rows rows = open("date,clock\n2026-01-16,10:00:00\n2026-01-16,\n")) {
            rows.advance();
            assertThat(CellTemplate.of("{date} {clock}Z").text(rows)).isEqualTo("2026-01-16 10:00:00Z");
            assertThat(CellTemplate.of("{date}-{row}").text(rows)).isEqualTo("2026-01-16-1");
            assertThat(CellTemplate.of("{date} {time}").text(rows)).isNull();
            assertThat(CellTemplate.of("{date} {time}").missingOf(rows.columns()))
                    .isEqualTo("time");
            assertThat(CellTemplate.of("clock").text(rows)).isEqualTo("10:00:00");
        }
    }

    private Rows open(String content) throws IOException {
        return new RecordedFile(Files.writeString(folder.resolve("table.txt"), content), FileFormat.AUTO).open();
    }

    private static List<List<String>> cells(Rows rows) {
        List<List<String>> all = new ArrayList<>();
        while (rows.advance()) {
            rows.check();
            all.add(rows.columns().stream().map(rows::cell).toList());
        }
        return all;
    }
}
