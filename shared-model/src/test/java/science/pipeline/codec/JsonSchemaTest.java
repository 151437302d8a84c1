package science.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.SchemaYaml;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON Schema that senders check their documents with says what the decoder says. A schema sees values, not their
 * text: what it cannot know is named here, and nothing else.
 */
class JsonSchemaTest {

    /**
     * About the text of a document, or about fields that the schema does not know. Its description says them in words.
     */
    private static final Set<RejectReason> OF_THE_TEXT = EnumSet.of(
            RejectReason.DUPLICATE_KEY,
            RejectReason.DOCUMENT_TOO_LARGE,
            RejectReason.TOO_DEEP,
            RejectReason.STRING_TOO_LONG,
            RejectReason.NUMBER_TOO_LONG);

    /** To a schema 1.0 and 1e3 are integers, and a zone does not move a timestamp out of its year. */
    private static final Set<String> OF_THE_VALUE_AS_WRITTEN = Set.of(
            "\"event_id\":1.0,",
            "\"event_id\":1e3,",
            "\"1970-01-01T00:59:59.999999+01:00\"",
            "\"1970-01-01T00:30:00.000000+01:00\"",
            "\"2100-12-31T23:00:00-01:00\"");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final science.pipeline.schema.Schema MONITORS = SchemaYaml.read("monitors.yml", """
            name: monitors
            fields:
              monitor: {type: name, role: detector, from: device.urn}
              time:    {type: time, role: time, from: when, format: epoch-ms}
              cpm:     {type: integer, role: energy, from: reading.cpm, min: 0}
              mv:      {type: number, from: reading.mv, scale: 0.001, max: 5}
              temp_c:  {type: number, unit: degC, presence: optional, aliases: [temperature]}
              wet:     {type: boolean, presence: optional}
              note:    text
              rig:     {type: name, presence: constant, value: R1}
            """);

    private Schema schema = validator(science.pipeline.schema.Schema.byDefault());
    private EventDecoder decoder = new StrictDecoder(science.pipeline.schema.Schema.byDefault());
    private EventBatch batch = Batches.of(science.pipeline.schema.Schema.byDefault(), 10, List.of());

    private static Schema validator(science.pipeline.schema.Schema of) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonSchemaWriter.write(of));
    }

    /** To be had without a running service. Written by {@code -Djson-schema.write=true}. */
    @Test
    void theDefaultsLiesBesideTheDocuments() throws IOException {
        Path file = Path.of("../docs/particle-event.schema.json");
        String text = JsonSchemaWriter.write(science.pipeline.schema.Schema.byDefault());
        if (Boolean.getBoolean("json-schema.write")) {
            Files.writeString(file, text);
        }
        assertThat(file).hasContent(text);
    }

    static Stream<String> readings() {
        String good = """
                {"device":{"urn":"M:1"},"when":1767225601560,"reading":{"cpm":3,"mv":4.5},"wet":true,"note":"a","temp_c":1.5}""";
        return Stream.of(
                        List.of("", ""),
                        List.of("\"M:1\"", "\"M 1\""),
                        List.of("{\"urn\":\"M:1\"}", "\"M:1\""),
                        List.of("\"urn\"", "\"other\""),
                        List.of("\"device\":{\"urn\":\"M:1\"},", ""),
                        List.of("\"cpm\":3", "\"cpm\":-3"),
                        List.of("\"cpm\":3", "\"cpm\":3.5"),
                        List.of("\"cpm\":3", "\"cpm\":9223372036854775808"),
                        List.of("\"cpm\":3", "\"cpm\":null"),
                        List.of("\"mv\":4.5", "\"mv\":4500"),
                        List.of("1767225601560", "1767225601560.25"),
                        List.of("1767225601560", "-1"),
                        List.of("1767225601560", "4133980800000"),
                        List.of("1767225601560", "4133980799999"),
                        List.of("1767225601560", "\"2026-01-16T10:23:45\""),
                        List.of("true", "1"),
                        List.of("true", "null"),
                        List.of(",\"wet\":true", ""),
                        List.of("\"a\"", "\"\""),
                        List.of("\"a\"", "\"tab \\t\""),
                        List.of("\"a\"", "\"\u00e4 \ud83d\ude00\""),
                        List.of("\"a\"", "\"\\ud83d\""),
                        List.of("\"a\"", "5"),
                        List.of(",\"temp_c\":1.5", ",\"temperature\":1.5"),
                        List.of(",\"temp_c\":1.5", ",\"temperature\":\"warm\""),
                        List.of(",\"temp_c\":1.5", ",\"rig\":7"))
                .map(change -> good.replace(change.get(0), change.get(1)));
    }

    @ParameterizedTest
    @MethodSource("readings")
    void theSchemaOfAnyStreamSaysWhatItsDecoderSays(String document) {
        schema = validator(MONITORS);
        decoder = new StrictDecoder(MONITORS);
        batch = Batches.of(MONITORS, 10, List.of());
        compare(document.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<String> faultsAndOddities() {
        return Stream.concat(
                InputPolicyTest.faults().map(fault -> (String) fault.get()[1]), InputPolicyTest.unusualButGood());
    }

    @ParameterizedTest
    @MethodSource("faultsAndOddities")
    void schemaAndDecoderSayTheSame(String document) {
        compare(document.getBytes(StandardCharsets.UTF_8));
    }

    /** 6,000, half of them damaged or odd: each odd value about thirty times. */
    @Test
    void schemaAndDecoderSayTheSameOfRandomDocuments() {
        for (NamingHabit habit : NamingHabit.values()) {
            RandomDocuments documents =
                    new RandomDocuments(habit.ordinal(), science.pipeline.schema.Schema.byDefault(), habit);
            for (int i = 0; i < 6_000 / 2 / NamingHabit.values().length; i++) {
                compare(documents.usual().getBytes(StandardCharsets.UTF_8));
                compare(documents.unusual());
            }
        }
    }

    static Stream<String> ofTheTextAlone() {
        return InputPolicyTest.faults()
                .map(fault -> (String) fault.get()[1])
                .filter(document -> isSeenAsWritten(document) || document.contains("\\u005fx"));
    }

    /** Were the schema to learn one of these, it would be said no more that it cannot. */
    @ParameterizedTest
    @MethodSource("ofTheTextAlone")
    void whatOnlyTheTextTellsPassesTheSchema(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        assertThat(decoder.decode(bytes, 0, batch)).isNotNull();
        assertThat(schema.validate(value(bytes))).isEmpty();
    }

    @Test
    void theCorpusHasEveryClassOfFault() {
        Set<RejectReason> met = InputPolicyTest.faults()
                .map(Arguments::get)
                .map(fault -> (RejectReason) fault[0])
                .collect(Collectors.toSet());
        // These have tests of their own there, and no text; the last one has no document.
        met.addAll(List.of(RejectReason.TOMBSTONE, RejectReason.NOT_UTF8, RejectReason.INTERNAL_ERROR));
        // Of types that this schema has no field of.
        met.addAll(List.of(RejectReason.INVALID_INTEGER, RejectReason.INVALID_TEXT));
        // Of other forms than JSON.
        met.addAll(List.of(
                RejectReason.NOT_AVRO,
                RejectReason.UNKNOWN_SCHEMA,
                RejectReason.NOT_CSV,
                RejectReason.WRONG_CELL_COUNT));
        assertThat(met).containsExactlyInAnyOrder(RejectReason.values());
    }

    private void compare(byte[] document) {
        batch.clear();
        Reject reject = decoder.decode(document, 0, batch);
        String text = new String(document, StandardCharsets.UTF_8);
        JsonNode value = value(document);
        if (value == null) {
            assertThat(reject).as(text).isNotNull();
            return;
        }
        if (reject != null && (OF_THE_TEXT.contains(reject.reason()) || isSeenAsWritten(text))) {
            return; // it may have other faults as well
        }
        assertThat(schema.validate(value).isEmpty())
                .as("%s: %s", text.length() > 1000 ? text.length() + " characters" : text, reject)
                .isEqualTo(reject == null);
    }

    /** Null if it is no JSON: then no schema is asked. NaN is none either, though the decoder knows what is meant. */
    private static @Nullable JsonNode value(byte[] document) {
        try {
            JsonNode value = JSON.readTree(document);
            return value.isMissingNode() ? null : value;
        } catch (JacksonException broken) {
            return null;
        }
    }

    private static boolean isSeenAsWritten(String document) {
        return OF_THE_VALUE_AS_WRITTEN.stream().anyMatch(document::contains);
    }
}
