package science.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
import science.pipeline.event.Layout;
import science.pipeline.event.NameTable;
import science.pipeline.event.ParticleEvent;
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

    private final Schema schema = schema();
    private final StrictDecoder decoder = new StrictDecoder(Layout.PARTICLE_EVENT);
    private final EventBatch batch = new EventBatch(new NameTable(10, List.of()), new NameTable(10, List.of()));

    private static Schema schema() {
        InputStream text = ParticleEvent.class.getResourceAsStream("particle-event.schema.json");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text);
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
            RandomDocuments documents = new RandomDocuments(habit.ordinal(), Layout.PARTICLE_EVENT, habit);
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
