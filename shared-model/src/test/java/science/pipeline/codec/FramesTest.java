package science.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

/** A record with a list is as many events as the list has elements. */
class FramesTest {

    private static final Schema STATION = SchemaYaml.read("station.yml", """
            name: station
            each: data.readings
            fields:
              station: {type: name, role: detector, from: device.urn}
              time:    {type: time, role: time, from: data.readings.at, format: epoch-s}
              cpm:     {type: number, role: energy, from: data.readings.cpm, min: 0}
              note:    {type: text, from: data.readings.note, presence: optional}
            """);

    private final Framed framed = new Framed(FrameDecoder.of(STATION), STATION, 100);

    private List<String> read(String... records) {
        for (int i = 0; i < records.length; i++) {
            byte[] bytes = records[i].getBytes(StandardCharsets.UTF_8);
            framed.read(bytes, 0, bytes.length, i, true);
        }
        return framed.told;
    }

    private static String frame(String readings) {
        return "{\"device\":{\"urn\":\"S1\"},\"data\":{\"readings\":[" + readings + "]}}";
    }

    private static String reading(int second, String cpm) {
        return "{\"at\":" + (1_768_559_025L + second) + ",\"cpm\":" + cpm + "}";
    }

    @Test
    void everyElementIsAnEventOfItsOwnAndTheOtherFieldsBelongToAll() {
        assertThat(read(frame(reading(0, "21.50") + "," + reading(1, "22"))))
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("0.0 S1,2026-01-16T10:23:45.000000,21.50, "),
                        row -> assertThat(row).startsWith("0.1 S1,2026-01-16T10:23:46.000000,22, "));
    }

    @Test
    void aBadElementIsARejectOfItsOwnWhileItsNeighboursStand() {
        assertThat(read(frame(reading(0, "21") + "," + reading(1, "-5") + ", 7 ," + reading(2, "23"))))
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("0.0 S1"),
                        bad -> assertThat(bad)
                                .startsWith("0.1 Reject[reason=NEGATIVE_ENERGY, detail=data.readings.cpm: found '-5'")
                                .endsWith("{\"device\":{\"urn\":\"S1\"},\"data\":{\"readings\":["
                                        + "{\"at\":1768559026,\"cpm\":-5}]}}"),
                        bad -> assertThat(bad)
                                .startsWith("0.2 Reject[reason=NOT_AN_OBJECT")
                                .endsWith("\"readings\":[7]}}"),
                        row -> assertThat(row).startsWith("0.3 S1"));
    }

    @Test
    void whatIsKeptOfABadElementIsARecordThatIsRejectedForTheSameReason() {
        String bad =
                read(frame(reading(0, "21") + ",{\"at\":1768559025,\"at\":2}")).get(1);
        String alone = bad.substring(bad.indexOf("{\"device"));

        Framed again = new Framed(new StrictFrames(STATION), STATION, 100);
        byte[] bytes = alone.getBytes(StandardCharsets.UTF_8);
        again.read(bytes, 0, bytes.length, 5, true);

        assertThat(again.told)
                .singleElement()
                .satisfies(told -> assertThat(told).startsWith("5.0 Reject[reason=DUPLICATE_KEY"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"device":{"urn":"S1"},"data":{"readings":[{"at":1,"cpm":1},{"at" | TRUNCATED
            {"device":{"urn":"S1"},"data":{}}                                 | MISSING_FIELD, detail=data.readings: found no such list
            {"device":{"urn":"S1"},"data":{"readings":null}}                  | NULL_FIELD, detail=data.readings: found null
            {"device":{"urn":"S1"},"data":{"readings":{"at":1}}}              | WRONG_TYPE, detail=data.readings: found an object, expected a list
            {"device":{"urn":"S 1"},"data":{"readings":[{"at":1,"cpm":1}]}}   | INVALID_NAME, detail=device.urn
            {"device":{},"data":{"readings":[]}}                              | MISSING_FIELD, detail=device.urn
            {"device":{"urn":"S1"},"data":{"readings":[{"at":1,"cpm":1}]}}}   | TRAILING_BYTES
            """)
    void aRecordThatIsBadAsAWholeIsOneReject(String record, String reason) {
        String good = frame(reading(0, "21"));

        assertThat(read(good, record, good).get(1)).startsWith("1 Reject[reason=" + reason);
        assertThat(framed.told).hasSize(3);
    }

    @Test
    void anEmptyListIsNoEventAndNoReject() {
        assertThat(read(frame(""), frame(" "))).isEmpty();
        assertThat(framed.decoder.elements()).isZero();
    }

    @Test
    void aListMayHoldMoreElementsThanABatchHasRows() {
        String element = reading(0, "21.5") + ",";
        String large = frame(element.repeat(5000) + reading(1, "22"));

        assertThat(read(frame(reading(0, "1")), large, large)).hasSize(10_003);
        assertThat(framed.told.get(10_002)).startsWith("2.5000 S1");
        assertThat(EventBatch.CAPACITY).isLessThan(5000);
    }

    @Test
    void aRecordMayHaveOneMegabyteAndNoMore() {
        String element = reading(0, "21.5") + ",";
        int most = 1024 * 1024 / element.length();

        assertThat(read(frame(element.repeat(most - 10) + element.substring(0, element.length() - 1))))
                .hasSize(most - 9);
        assertThat(read(frame(element.repeat(most + 10) + "{}")).get(most - 9))
                .contains("DOCUMENT_TOO_LARGE", "expected at most 1048576");
    }

    @Test
    void elementsMayBeValues() {
        Schema counts = SchemaYaml.read("counts.yml", """
                name: counts
                each: adc
                fields:
                  board: {type: name, role: detector}
                  value: {type: integer, role: energy, from: adc, max: 4095}
                """);
        Framed values = new Framed(FrameDecoder.of(counts), counts, 100);
        for (int i = 0; i < 2; i++) {
            byte[] bytes = "{\"adc\":[17, 5000,18],\"board\":\"B2\"}".getBytes(StandardCharsets.UTF_8);
            values.read(bytes, 0, bytes.length, i, true);
        }

        assertThat(values.told).hasSize(6);
        assertThat(values.told.get(0)).startsWith("0.0 B2,17 ");
        assertThat(values.told.get(1)).startsWith("0.1 Reject[reason=OUT_OF_RANGE");
        assertThat(values.told.get(5)).startsWith("1.2 B2,18 ");
    }

    @Test
    void aHostileRecordDoesNotGrowAThousandfold() {
        String around = "{\"device\":{\"urn\":\"S1\"},\"big\":["
                + String.join(",", Collections.nCopies(400, "\"" + "x".repeat(1000) + "\""))
                + "],\"data\":{\"readings\":[";
        String record = around + "7,".repeat(100_000) + "7]}}";

        long bytes = read(record).stream().mapToLong(String::length).sum();

        assertThat(framed.told).hasSize(100_001);
        assertThat(bytes).isLessThan(30L * record.length());
    }

    @Test
    void unknownFieldsOfTheRecordAreCountedOnce() {
        String unknown = "{\"device\":{\"urn\":\"S1\"},\"x\":1,\"data\":{\"readings\":["
                + "{\"at\":1768559025,\"cpm\":1,\"y\":2},{\"at\":1768559025,\"cpm\":1,\"y\":2}]}}";

        read(unknown, unknown);

        assertThat(framed.decoder.unknownFields()).isEqualTo(6);
    }
}
