package science.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;
import science.pipeline.schema.Schema;

/**
 * Both decoders have an answer to any bytes, wherever these lie: a record's value may end where the array of its whole
 * batch does, or right before a neighbour.
 */
class DecodersAreTotalTest {

    private static final Schema SCHEMA = Schema.byDefault();
    private static final int MOST_BEHIND = 64;

    private static final String DOCUMENT = "{\"event_id\":1,\"timestamp\":\"2026-01-16T10:23:45.123456\","
            + "\"particle_type\":\"muon\",\"energy_gev\":234.56,\"momentum_x\":123.45,\"momentum_y\":-67.89,"
            + "\"momentum_z\":345.67,\"detector_id\":\"DET_001\",\"is_anomaly\":false}";

    private final EventDecoder strict = new StrictDecoder(SCHEMA);
    private final EventDecoder fast = new FastDecoder(SCHEMA);

    /** Whatever it does not know, it would leave to the strict one. */
    private final EventDecoder alone = new FastDecoder(SCHEMA, new Nobody());

    private final EventBatch expected = batch(List.of());
    private final EventBatch found = batch(List.of());

    /** Of 200 documents, each cut at each place: some 40,000, each with 65 different lengths behind it. */
    @Test
    void aDocumentCutAnywhereIsNoEventWhateverStandsBehindIt() {
        EventBatch batch = batch(names(128, 0));
        for (int i = 0; i < 200; i++) {
            NamingHabit habit = NamingHabit.values()[i % NamingHabit.values().length];
            byte[] document = bytes(new RandomDocuments(i, SCHEMA, habit).usual());
            byte[] room = padded(document);
            for (int end = 0; end < document.length; end++) {
                byte[] cut = Arrays.copyOf(document, end);
                Reject reject = strict.decode(cut, 0, batch);
                assertThat(reject).as("cut at %d", end).isNotNull();
                assertThat(reject.reason()).as("cut at %d", end).isEqualTo(reason(document, end));
                assertThat(fast.decode(cut, 0, batch)).isEqualTo(reject);
                assertThat(fast.decode(room, 0, end, 0, batch)).isEqualTo(reject);
                assertNoneOfThoseIsTaken(room, end, batch);
            }
        }
        assertThat(batch.size()).isZero();
    }

    /** A letter of two bytes may be cut as well. */
    private static RejectReason reason(byte[] document, int end) {
        boolean inLetter = (document[end] & 0xC0) == 0x80;
        return end == 0 ? RejectReason.EMPTY : inLetter ? RejectReason.NOT_UTF8 : RejectReason.TRUNCATED;
    }

    /** The rest of the document stands behind it as far as there is room, so that reading on looks worthwhile. */
    private void assertNoneOfThoseIsTaken(byte[] room, int end, EventBatch batch) {
        for (int behind = 0; behind <= MOST_BEHIND; behind++) {
            byte[] array = Arrays.copyOf(room, end + behind);
            if (alone.decode(array, 0, end, 0, batch) == null) {
                throw new AssertionError("Taken although cut at " + end + " with " + behind + " bytes behind it");
            }
        }
    }

    /** Also tables that have grown: 64 slots hold 32 names, 128 hold 64. Two of a size have a name in every slot. */
    @ParameterizedTest
    @ValueSource(ints = {64, 128, 256})
    void nothingIsLookedUpThatIsNotThereWhateverSlotsAreTaken(int slots) {
        byte[] document = bytes(DOCUMENT);
        byte[] noName = bytes(DOCUMENT.replace("muon", "").replace("DET_001", ""));
        for (int odd = 0; odd < 2; odd++) {
            EventBatch batch = batch(names(slots, odd));
            for (int end = 0; end < document.length; end++) {
                assertNoneOfThoseIsTaken(padded(document), end, batch);
            }
            for (int behind = 0; behind <= MOST_BEHIND; behind++) {
                byte[] array = Arrays.copyOf(noName, noName.length + behind);
                assertThat(fast.decode(array, 0, noName.length, 0, batch))
                        .extracting(Reject::reason)
                        .isEqualTo(RejectReason.INVALID_NAME);
            }
            assertThat(batch.size()).isZero();
            assertThat(fast.decode(document, 0, batch)).isNull();
        }
    }

    @Test
    void anyByteAnywhereGetsTheSameAnswerFromBoth() {
        for (int at = 0; at <= DOCUMENT.length(); at++) {
            for (int b = 0; b < 256; b++) {
                byte[] before = bytes(DOCUMENT.substring(0, at) + "?" + DOCUMENT.substring(at));
                before[at] = (byte) b;
                assertTheSame(before);
                byte[] instead = Arrays.copyOf(bytes(DOCUMENT), DOCUMENT.length() + (at == DOCUMENT.length() ? 1 : 0));
                instead[at] = (byte) b;
                assertTheSame(instead);
            }
        }
    }

    /** Each value of a kind of its own, at both ends of what it may be. */
    @Test
    void anyByteBeforeOrBehindAnyValueGetsTheSameAnswerFromBoth() {
        List<UnaryOperator<String>> changes = List.of(
                document -> document.replace("234.56", "2"),
                document -> document.replace("234.56", "-0"),
                document -> document.replace("-67.89", "1e3"),
                document -> document.replace("-67.89", "12345678.12345678"),
                document -> document.replace(":1,", ":-9223372036854775808,"),
                document -> document.replace(":1,", ":9223372036854775807,"),
                document -> document.replace("45.123456", "45"),
                document -> document.replace("45.123456", "45.123456789+01:00"),
                document -> document.replace("muon", "m"),
                document -> document.replace("DET_001", "D".repeat(64)),
                document -> document.replace("false", "true"));
        for (UnaryOperator<String> change : changes) {
            String document = change.apply(DOCUMENT);
            IntStream.range(0, document.length())
                    .filter(at -> ":,\"}".indexOf(document.charAt(at)) >= 0)
                    .flatMap(at -> IntStream.of(at, at + 1))
                    .forEach(at -> IntStream.range(0, 256).forEach(b -> {
                        byte[] inserted = bytes(document.substring(0, at) + "?" + document.substring(at));
                        inserted[at] = (byte) b;
                        assertTheSame(inserted);
                    }));
        }
    }

    /** Java's hash of strings, and those of common parsers, are the same for all of a kind. */
    @ParameterizedTest
    @ValueSource(strings = {"AaBB", "ABB!"})
    void manyKeysOfOneHashAreUnknownFieldsWhateverWasReadBefore(String pieces) {
        byte[] others = withKeys(IntStream.range(0, 400)
                .mapToObj(i -> "k" + Integer.toHexString(i))
                .toList());
        byte[] colliding = withKeys(
                IntStream.range(0, 1024).mapToObj(i -> ofOneHash(i, pieces)).toList());
        for (int i = 0; i < 100; i++) {
            EventBatch batch = batch(names(64, 0));
            assertThat(fast.decode(i % 3 == 0 ? others : bytes(DOCUMENT), 0, batch))
                    .isNull();
            assertThat(fast.decode(colliding, 1, batch)).isNull();
            assertThat(strict.decode(colliding, 2, batch)).isNull();
        }
        assertThat(strict.unknownFields()).isEqualTo(100 * 1024);
    }

    /** None needs more than the document's own size, and none more than the depth that is allowed. */
    @Test
    void documentsAsLargeAsTheyMayBeAreReadToTheirEnd() {
        int room = Limits.DOCUMENT_BYTES - DOCUMENT.length() - 20;
        for (String value : List.of(
                "[" + "[],".repeat(room / 3) + "[]]",
                "[" + "{},".repeat(room / 3) + "{}]",
                "[" + "1,".repeat(room / 2) + "1]",
                "[" + "\"\\u0000\",".repeat(room / 9) + "1]")) {
            EventBatch batch = batch(names(64, 0));
            assertThat(fast.decode(bytes(DOCUMENT.replace("{", "{\"x\":" + value + ",")), 0, batch))
                    .isNull();
        }
        for (String deep : List.of("[", "{\"a\":", "[{\"a\":", "{\"x\":[")) {
            Reject reject = fast.decode(bytes(deep.repeat(Limits.DOCUMENT_BYTES / deep.length())), 0, batch(List.of()));
            assertThat(reject).extracting(Reject::reason).isEqualTo(RejectReason.TOO_DEEP);
        }
    }

    private void assertTheSame(byte[] document) {
        expected.clear();
        found.clear();
        Reject reject = strict.decode(document, 0, expected);
        assertThat(fast.decode(document, 0, found)).isEqualTo(reject);
        if (reject == null) {
            assertThat(found.csv(0)).isEqualTo(expected.csv(0)).matches("[ -~]*");
        }
    }

    private static byte[] padded(byte[] document) {
        return Arrays.copyOf(document, document.length + MOST_BEHIND);
    }

    private static EventBatch batch(List<String> names) {
        return Batches.of(Schema.byDefault(), 256, names);
    }

    /** As many names as a table of so many slots holds without growing, each of them first in a slot of its own. */
    private static List<String> names(int slots, int odd) {
        List<String> names = new ArrayList<>();
        boolean[] taken = new boolean[slots];
        taken[slot("other", slots)] = true;
        for (int i = 0; names.size() < slots / 2 - 1; i++) {
            String name = "n" + i;
            int slot = slot(name, slots);
            if (!taken[slot] && slot % 2 == odd) {
                taken[slot] = true;
                names.add(name);
            }
            if (i > 1_000_000) {
                throw new AssertionError("found " + names.size() + " names for " + slots + " slots");
            }
        }
        return names;
    }

    /** As {@link NameTable} finds it. */
    private static int slot(String name, int slots) {
        int hash = name.length();
        for (byte b : bytes(name)) {
            hash = hash * 31 + b;
        }
        return (hash ^ hash >>> 15) & slots - 1;
    }

    private static String ofOneHash(int number, String pieces) {
        StringBuilder key = new StringBuilder();
        for (int bit = 0; bit < 10; bit++) {
            key.append(pieces, (number >> bit & 1) * 2, (number >> bit & 1) * 2 + 2);
        }
        return key.toString();
    }

    private static byte[] withKeys(List<String> keys) {
        return bytes(DOCUMENT.replace("{", "{\"" + String.join("\":1,\"", keys) + "\":1,"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
