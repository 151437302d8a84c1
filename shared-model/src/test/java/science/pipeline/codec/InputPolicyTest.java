package science.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.schema.Schema;

/** The policy on bad input, fault by fault. */
class InputPolicyTest {

    private static final String GOOD =
            "{\"event_id\":1,\"timestamp\":\"2026-01-16T10:23:45\",\"particle_type\":\"muon\","
                    + "\"energy_gev\":2.5,\"momentum_x\":1,\"momentum_y\":-2,\"momentum_z\":0.5,\"detector_id\":\"DET_001\","
                    + "\"is_anomaly\":false}";

    private final EventBatch batch = Batches.of(Schema.byDefault(), 10, List.of());
    private final StrictDecoder decoder = new StrictDecoder(Schema.byDefault());

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(RejectReason.EMPTY, ""),
                fault(RejectReason.EMPTY, " \n"),
                fault(RejectReason.NOT_JSON, "event 1"),
                fault(RejectReason.NOT_JSON, with("\"muon\"", "muon")),
                fault(RejectReason.NOT_JSON, with("2.5", "02.5")),
                fault(RejectReason.NOT_JSON, with("2.5", "+2.5")),
                fault(RejectReason.NOT_JSON, with("2.5", ".5")),
                fault(RejectReason.NOT_JSON, with("2.5", "2.")),
                fault(RejectReason.NOT_JSON, with("\"event_id\":1", "\"event_id\":01")),
                fault(RejectReason.NOT_JSON, with("\"muon\"", "\"mu\non\"")),
                fault(RejectReason.NOT_JSON, with(",\"is_anomaly\":false", ",")),
                fault(RejectReason.TRUNCATED, GOOD.substring(0, GOOD.length() - 1)),
                fault(RejectReason.TRUNCATED, GOOD.substring(0, 30)),
                fault(RejectReason.TRUNCATED, GOOD.substring(0, GOOD.indexOf(",\"time") + 1)),
                fault(RejectReason.TRUNCATED, GOOD.substring(0, GOOD.indexOf(".5") + 1)),
                fault(RejectReason.TRUNCATED, GOOD.substring(0, GOOD.indexOf("lse"))),
                fault(RejectReason.TRUNCATED, "[1,"),
                fault(RejectReason.NOT_JSON, GOOD.substring(0, GOOD.indexOf("lse")) + "x"),
                fault(RejectReason.NOT_JSON, GOOD.substring(0, GOOD.indexOf("lse")) + " "),
                fault(RejectReason.NOT_JSON, with("2.5", "2.x")),
                fault(RejectReason.NOT_JSON, with("2.5", "..5")),
                fault(RejectReason.TRAILING_BYTES, GOOD + "{}"),
                fault(RejectReason.TRAILING_BYTES, GOOD + " x"),
                fault(RejectReason.TRAILING_BYTES, GOOD + "\0"),
                fault(RejectReason.NOT_AN_OBJECT, "[" + GOOD + "]"),
                fault(RejectReason.NOT_AN_OBJECT, "17"),
                fault(RejectReason.NOT_AN_OBJECT, "null"),
                fault(RejectReason.DUPLICATE_KEY, with("\"momentum_x\":1", "\"momentum_x\":1,\"momentum_x\":1")),
                fault(RejectReason.DUPLICATE_KEY, with("\"momentum_x\":1", "\"momentum_x\":1,\"momentum\\u005fx\":1")),
                fault(RejectReason.DUPLICATE_KEY, extra("{\"a\":1,\"a\":2}")),
                fault(RejectReason.MISSING_FIELD, with(",\"is_anomaly\":false", "")),
                fault(RejectReason.MISSING_FIELD, "{}"),
                fault(RejectReason.NULL_FIELD, with("2.5", "null")),
                fault(RejectReason.WRONG_TYPE, with("2.5", "\"2.5\"")),
                fault(RejectReason.WRONG_TYPE, with("2.5", "[2.5]")),
                fault(RejectReason.WRONG_TYPE, with("\"event_id\":1", "\"event_id\":\"1\"")),
                fault(RejectReason.WRONG_TYPE, with("\"muon\"", "13")),
                fault(RejectReason.WRONG_TYPE, with("\"2026-01-16T10:23:45\"", "1768559025")),
                fault(RejectReason.WRONG_TYPE, with("false", "0")),
                fault(RejectReason.WRONG_TYPE, with("false", "\"false\"")),
                fault(RejectReason.INVALID_EVENT_ID, with("\"event_id\":1", "\"event_id\":1.0")),
                fault(RejectReason.INVALID_EVENT_ID, with("\"event_id\":1", "\"event_id\":1e3")),
                fault(RejectReason.INVALID_EVENT_ID, with("\"event_id\":1", "\"event_id\":9223372036854775808")),
                fault(RejectReason.NOT_FINITE, with("2.5", "NaN")),
                fault(RejectReason.NOT_FINITE, with("2.5", "-Infinity")),
                fault(RejectReason.NOT_FINITE, with("2.5", "1e400")),
                fault(RejectReason.INVALID_EVENT_ID, with("\"event_id\":1", "\"event_id\":-9223372036854775809")),
                fault(RejectReason.OUT_OF_RANGE, with("2.5", "1000000000.1")),
                fault(RejectReason.OUT_OF_RANGE, with("-2", "-1.1e9")),
                fault(RejectReason.NEGATIVE_ENERGY, with("2.5", "-2.5")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-01-16t10:23:45z")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-01-16  10:23:45")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-01-16")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-01-16T10:23")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-01-16T10:23:45,5")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-01-16T10:23:45+01")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-01-16T10:23:45+24:00")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-01-16T10:23:45+01:60")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-01-16T10:23:45+01-00")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-01-16T10:23:45 +0100")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-01-16T10:23:45Z+01:00")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-01-16T10:23:45UTC")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-01-16T10:23:45.1234567890")),
                fault(RejectReason.INVALID_TIMESTAMP, time("1970-01-01T00:59:59.999999+01:00")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2100-12-31T23:00:00-01:00")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-01-16T10:23:45.")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-02-29T10:23:45")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-13-01T10:23:45")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-01-16T24:00:00")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-01-16T10:23:60")),
                fault(RejectReason.INVALID_TIMESTAMP, time("1969-12-31T23:59:59")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2101-01-01T00:00:00")),
                fault(RejectReason.INVALID_TIMESTAMP, time("")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-01-16T10:23:45\\n")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-01-16T10:23:4٥")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2026-04-31T10:23:45")),
                fault(RejectReason.INVALID_TIMESTAMP, time("2100-02-29T10:23:45")),
                fault(RejectReason.INVALID_NAME, with("muon", "")),
                fault(RejectReason.INVALID_NAME, with("muon", "=HYPERLINK(1)")),
                fault(RejectReason.INVALID_NAME, with("muon", "../muon")),
                fault(RejectReason.INVALID_NAME, with("muon", "mu on")),
                fault(RejectReason.INVALID_NAME, with("muon", "µon")),
                fault(RejectReason.INVALID_NAME, with("muon", "muon\\n")),
                fault(RejectReason.INVALID_NAME, with("muon", "<script>")),
                fault(RejectReason.INVALID_NAME, with("muon", "mu\\u0000on")),
                fault(RejectReason.INVALID_NAME, with("DET_001", "-DET")),
                fault(RejectReason.INVALID_NAME, with("DET_001", "D".repeat(65))),
                fault(RejectReason.DOCUMENT_TOO_LARGE, GOOD + " ".repeat(64 * 1024)),
                fault(RejectReason.TOO_DEEP, extra("[".repeat(8) + "]".repeat(8))),
                fault(RejectReason.STRING_TOO_LONG, extra("\"" + "x".repeat(1025) + "\"")),
                fault(RejectReason.STRING_TOO_LONG, with("\"event_id\":1", "\"" + "k".repeat(1025) + "\":1")),
                fault(RejectReason.NUMBER_TOO_LONG, extra("1" + "0".repeat(40))),
                fault(RejectReason.NUMBER_TOO_LONG, with("2.5", "2." + "5".repeat(40))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsRejectedWithItsReasonAndLeavesNoTrace(RejectReason reason, String document) {
        Reject reject = decode(document.getBytes(StandardCharsets.UTF_8));

        assertThat(reject).isNotNull();
        assertThat(reject.reason()).isEqualTo(reason);
        assertThat(reject.detail()).isNotBlank().matches("\\P{Cntrl}*");
        assertThat(batch.size()).isZero();
        assertThat(batch.names.particleTypes().size()).isEqualTo(1);
        assertThat(batch.names.detectors().size()).isEqualTo(1);
    }

    @Test
    void aRecordWithoutAValueIsATombstone() {
        assertThat(decode(null)).extracting(Reject::reason).isEqualTo(RejectReason.TOMBSTONE);
    }

    @Test
    void bytesThatAreNotUtf8AreRejected() {
        byte[] latin1 = with("muon", "µon").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(decode(latin1)).extracting(Reject::reason).isEqualTo(RejectReason.NOT_UTF8);
    }

    @Test
    void utf16IsNotGuessed() {
        assertThat(decode(GOOD.getBytes(StandardCharsets.UTF_16BE))).isNotNull();
        assertThat(decode(GOOD.getBytes(StandardCharsets.UTF_16LE))).isNotNull();
    }

    static Stream<String> unusualButGood() {
        return Stream.of(
                GOOD,
                "\uFEFF" + GOOD,
                " \r\n\t" + GOOD + "\n",
                with("\"is_anomaly\"", "\"note\":\"ümlaut\",\"list\":[1,{\"a\":null}],\"is_anomaly\""),
                with("2.5", "1e-999999999999"),
                with("2.5", "0e99999999999"),
                with("2.5", "-0.0"),
                with("2.5", "1000000000"),
                with("2.5", "2.5E0"),
                with("muon", "m\\u0075on"),
                with("muon", "K0_S"),
                with("muon", "n".repeat(64)),
                time("2026-01-16T10:23:45Z"),
                time("2028-02-29T00:00:00.1"),
                time("2100-12-31T23:59:59.999999Z"),
                time("1970-01-01T01:00:00+01:00"),
                time("2100-12-31T22:59:59.999999-0100"),
                with("\"event_id\":1", "\"event_id\":-9223372036854775808"),
                with("\"event_id\":1", "\"event_id\":-1"),
                with("\"event_id\":1", "\"event_id\":-0"),
                with("\"event_id\":1", "\"event_id\":9223372036854775807"),
                with("\"event_id\":1", "\"event_id\":0"),
                extra("[".repeat(7) + "]".repeat(7)),
                extra("1" + "0".repeat(39)),
                extra("\"" + "x".repeat(1024) + "\""));
    }

    @ParameterizedTest
    @MethodSource("unusualButGood")
    void theUnusualIsAcceptedWhereThePolicySaysSo(String document) {
        assertThat(decode(document.getBytes(StandardCharsets.UTF_8))).isNull();
        assertThat(batch.size()).isEqualTo(1);
        assertThat(batch.csv(0).split(",")).hasSize(9);
    }

    @Test
    void unknownFieldsOfAcceptedDocumentsAreCounted() {
        decode(with("\"is_anomaly\"", "\"a\":1,\"b\":{\"c\":2},\"is_anomaly\"").getBytes(StandardCharsets.UTF_8));
        decode(with("2.5", "\"x\",\"a\":1").getBytes(StandardCharsets.UTF_8));
        assertThat(decoder.unknownFields()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-16 10:23:45, 2026-01-16T10:23:45.000000, 0",
        "2026-01-16T10:23:45.123456+00:00, 2026-01-16T10:23:45.123456, 0",
        "2026-01-16T10:23:45.5+01:00, 2026-01-16T09:23:45.500000, 0",
        "2026-01-16T10:23:45-0530, 2026-01-16T15:53:45.000000, 0",
        "2026-01-16T00:23:45.1234+2359, 2026-01-15T00:24:45.123400, 0",
        "2026-01-16T10:23:45.1234560Z, 2026-01-16T10:23:45.123456, 0",
        "2026-01-16T10:23:45.1234567Z, 2026-01-16T10:23:45.123456, 1",
        "2026-01-16T10:23:45.123456789, 2026-01-16T10:23:45.123456, 1",
        "2026-01-16 10:23:45.000000001+00:00, 2026-01-16T10:23:45.000000, 1",
    })
    void timestampsOfOtherFormsAreKeptInUtcAndWhatIsFinerIsCutAndCounted(String found, String kept, int cut) {
        assertThat(decode(time(found).getBytes(StandardCharsets.UTF_8))).isNull();

        assertThat(batch.csv(0)).startsWith("1," + kept + ",muon,");
        assertThat(EventTime.format(batch.timestampMicros[0])).isEqualTo(kept);
        assertThat(decoder.cutTimestamps()).isEqualTo(cut);
    }

    @Test
    void eventIdsAreAllOfInt64AndKeptAsIntegers() {
        for (String id : List.of("-9223372036854775808", "-1", "0", "9223372036854775807")) {
            batch.clear();
            decode(with("\"event_id\":1", "\"event_id\":" + id).getBytes(StandardCharsets.UTF_8));
            assertThat(batch.eventId[0]).isEqualTo(Long.parseLong(id));
            assertThat(batch.csv(0)).startsWith(id + ",2026");
        }
        decode(with("\"event_id\":1", "\"event_id\":-0").getBytes(StandardCharsets.UTF_8));
        assertThat(batch.csv(1)).startsWith("0,2026");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1,2]  | found an array, expected an object",
                "[]     | found an array, expected an object",
                "17     | found a number, expected an object",
                "-1.5e3 | found a number, expected an object",
                "NaN    | found a number, expected an object",
                "true   | found a boolean, expected an object",
                "null   | found null, expected an object",
                "\"{}\" | found a string, expected an object",
            })
    void aRootThatIsNoObjectIsCalledByItsName(String document, String detail) {
        assertThat(decode(document.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Reject(RejectReason.NOT_AN_OBJECT, detail));
    }

    /**
     * Half an emoji in a message cannot be written to any file, and a bidirectional mark turns a terminal's line round.
     */
    @Test
    void detailsArePlainWhateverTheyQuote() {
        for (String odd :
                List.of("\uD83D\uDE00", "\u202E", "\u0085", "µ", "\u2028", "\\ud83d", "x".repeat(255) + "𝒳")) {
            for (String document :
                    List.of(odd, GOOD + odd, with("2.5", odd), with("muon", odd), with(":1,", ":1" + odd))) {
                assertThat(decode(document.getBytes(StandardCharsets.UTF_8)))
                        .isNotNull()
                        .satisfies(reject -> assertThat(reject.detail()).matches("[ -~…]+"));
            }
        }
    }

    @Test
    void numbersKeepTheTextTheyCameWith() {
        decode(with("2.5", "2.50E+0").getBytes(StandardCharsets.UTF_8));
        assertThat(batch.csv(0)).isEqualTo("1,2026-01-16T10:23:45.000000,muon,2.50E+0,1,-2,0.5,DET_001,false");
    }

    private @Nullable Reject decode(byte @Nullable [] document) {
        return decoder.decode(document, batch.size(), batch);
    }

    private static Arguments fault(RejectReason reason, String document) {
        return arguments(reason, document);
    }

    private static String with(String original, String replacement) {
        return GOOD.replace(original, replacement);
    }

    private static String time(String text) {
        return with("2026-01-16T10:23:45", text);
    }

    private static String extra(String value) {
        return with("\"is_anomaly\"", "\"extra\":" + value + ",\"is_anomaly\"");
    }
}
