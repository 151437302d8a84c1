package science.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON that holds columns, or rows as bare lists, in the forms in which archives and libraries write it. */
class JsonColumnsTest {

    @TempDir
    Path folder;

    @Test
    void columnsAsListsOfOneLengthAreATable() throws IOException {
        assertThat(table("{\"station\": \"x1\", \"hourly\": {\"time\": [1, 2], \"t\": [1.50, null]}, \"codes\": [7]}"))
                .containsExactly("hourly.time|hourly.t|station", "1|1.50|x1", "2|null|x1");
    }

    @Test
    void columnsByTheNumberOfTheRowAreATable() throws IOException {
        assertThat(table("{\"t\":{\"0\":1.5,\"1\":1.6},\"s\":{\"0\":\"a\",\"1\":\"b\"}}"))
                .containsExactly("t|s", "1.5|a", "1.6|b");
        assertThat(table("{\"t\":{\"1700000000000\":1.5,\"1700000060000\":1.6},"
                        + "\"u\":{\"1700000000000\":2,\"1700000060000\":3}}"))
                .containsExactly("index|t|u", "1700000000000|1.5|2", "1700000060000|1.6|3");
    }

    @Test
    void rowsAsListsFindTheirNamesElsewhere() throws IOException {
        assertThat(table("{\"columns\":[\"time\",\"t\"],\"index\":[0,1],\"data\":[[1,1.5],[2,1e3]]}"))
                .containsExactly("time|t|index", "1|1.5|0", "2|1e3|1");
    }

    @Test
    void rowsAsListsFindTheirNamesAboveThem() throws IOException {
        assertThat(table("[[\"time\",\"t\"],\n [1,1.5],\n [2,\"high\"]]")).containsExactly("time|t", "1|1.5", "2|high");
    }

    @Test
    void rowsAsListsWithoutNamesAreNumbered() throws IOException {
        assertThat(table("[[1,\"a\"],[2]]")).containsExactly("column_1|column_2", "1|a", "2|null");
        assertThat(table("{\"prices\":[[1,1.5],[2,1.6]],\"volumes\":[[1,10],[2,11]],\"caps\":[[1,2]]}"))
                .containsExactly("prices.0|prices.1|volumes.0|volumes.1", "1|1.5|1|10", "2|1.6|2|11");
    }

    @Test
    void anEventWithOneListIsAnEvent() throws IOException {
        assertThat(table("{\"id\":1,\"samples\":[3,4,5]}\n"))
                .containsExactly("id|samples.0|samples.1|samples.2|samples", "1|3|4|5|[3,4,5]");
        assertThat(table("{\"px\":[1,2],\"py\":[3,4]}\n{\"px\":[1,2],\"py\":[3,4]}\n"))
                .hasSize(3);
        assertThat(table("[{\"x\":[1,2],\"y\":[3,4]}]")).hasSize(2);
    }

    private List<String> table(String json) throws IOException {
        RecordedFile file = new RecordedFile(Files.writeString(folder.resolve("one.json"), json), FileFormat.AUTO);
        List<String> table = new ArrayList<>();
        try (Rows rows = file.open()) {
            while (rows.advance()) {
                rows.check();
                if (table.isEmpty()) {
                    table.add(String.join("|", rows.columns()));
                }
                table.add(String.join(
                        "|",
                        rows.columns().stream()
                                .map(rows::cell)
                                .map(String::valueOf)
                                .toList()));
            }
        }
        return table;
    }
}
