package science.pipeline.dataset.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

class EventColumnsTest {

    private static final Schema WITHOUT_TIME = schema("{a: number, note: text, b: {type: number, presence: optional}}");

    @Test
    void aSchemaWithoutATimeHasThatOfTheRecordAsItsLastColumn() {
        assertThat(WITHOUT_TIME.fileHeader())
                .isEqualTo("a,note,b,flagged,score,reasons,kafka_partition,kafka_offset,kafka_timestamp");
    }

    @Test
    void aRowOfAnEarlierPartHasEmptyCellsWhereFurtherFieldsCame() {
        EventColumns columns = new EventColumns(WITHOUT_TIME);
        EventColumns.Widening widening =
                widening(columns, "a,note,flagged,score,reasons,kafka_partition,kafka_offset,kafka_timestamp");

        assertThat(widening.isNone()).isFalse();
        assertThat(widened(widening, "1.5,\"x, \"\"y\"\"\",true,4.20,burst:4.20,0,17,2026-01-16T10:00:00.000000"))
                .isEqualTo("1.5,\"x, \"\"y\"\"\",,true,4.20,burst:4.20,0,17,2026-01-16T10:00:00.000000");
    }

    @Test
    void aRowOfTheSameColumnsStaysAsItIs() {
        EventColumns columns = new EventColumns(WITHOUT_TIME);

        assertThat(widening(columns, WITHOUT_TIME.fileHeader()).isNone()).isTrue();
    }

    @Test
    void aHeaderOfAnotherTableIsNone() {
        EventColumns columns = new EventColumns(WITHOUT_TIME);

        assertThat(columns.widening(bytes("a,flagged"), 9)).isNull();
        assertThat(columns.widening(
                        bytes("b," + WITHOUT_TIME.fileHeader()),
                        2 + WITHOUT_TIME.fileHeader().length()))
                .isNull();
    }

    private static EventColumns.Widening widening(EventColumns columns, String header) {
        return Objects.requireNonNull(columns.widening(bytes(header), header.length()));
    }

    private static String widened(EventColumns.Widening widening, String row) {
        byte[] into = new byte[row.length() + 20];
        int end = widening.widen(bytes(row), 0, row.length(), into, 0);
        return new String(into, 0, end, StandardCharsets.UTF_8);
    }

    private static Schema schema(String fields) {
        return SchemaYaml.read("test.yml", "name: test\nfields: " + fields + "\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
