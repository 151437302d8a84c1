package science.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import science.pipeline.event.EventBatch;
import science.pipeline.event.Layout;
import science.pipeline.event.NameTable;

/** The strict decoder is the oracle: whatever the document, the fast one says and writes the same. */
class DecodersAgreeTest {

    /**
     * A million of each kind takes some seconds. Every odd value meets every place thousands of times, and each of the
     * 200 byte positions of a document is damaged with each piece about thirty times. More by
     * {@code -Dcodec.documents=…}.
     */
    private static final int DOCUMENTS = Integer.getInteger("codec.documents", 500_000);

    private static final Layout LAYOUT = Layout.PARTICLE_EVENT;

    /** What documents that lie in one array with others may have behind them. */
    private static final byte[] BEHIND =
            "0123456789\",\"label\":true}}{\"event_id\":12e3.4".getBytes(StandardCharsets.US_ASCII);

    /** Few enough that names beyond the capacity appear too. */
    private static final int NAMES = 4;

    private final EventDecoder strict = new StrictDecoder(LAYOUT);
    private final EventDecoder fast = new FastDecoder(LAYOUT);
    private final EventBatch expected = batch();
    private final EventBatch found = batch();

    @Test
    void theyAgreeOnUsualDocuments() {
        RandomDocuments documents = new RandomDocuments(1, LAYOUT);
        for (int i = 0; i < DOCUMENTS; i++) {
            bothDecode(documents.usual().getBytes(StandardCharsets.UTF_8), i);
        }
    }

    @Test
    void theyAgreeOnUnusualDocuments() {
        RandomDocuments documents = new RandomDocuments(2, LAYOUT);
        for (int i = 0; i < DOCUMENTS; i++) {
            bothDecode(documents.unusual(), i);
        }
    }

    @Test
    void theyAgreeOnDocumentsOfAnotherLayout() {
        List<Layout.Field> turned = new ArrayList<>(LAYOUT.fields());
        Collections.reverse(turned);
        Layout layout = new Layout(turned);
        RandomDocuments documents = new RandomDocuments(3, layout);
        EventDecoder oracle = new StrictDecoder(layout);
        EventDecoder decoder = new FastDecoder(layout);
        for (int i = 0; i < DOCUMENTS / 10; i++) {
            bothDecode(oracle, decoder, documents.usual().getBytes(StandardCharsets.UTF_8), i);
            bothDecode(oracle, decoder, documents.unusual(), i);
        }
    }

    @Test
    void whatStandsBehindADocumentIsNotPartOfIt() {
        byte[] document = new RandomDocuments(5, LAYOUT).usual().getBytes(StandardCharsets.UTF_8);
        for (int end = 0; end < document.length; end++) {
            assertThat(fast.decode(document, 0, end, 0, found))
                    .as("cut at %d", end)
                    .isNotNull();
            assertThat(found.size()).isZero();
        }
        assertThat(fast.decode(document, 0, document.length, 0, found)).isNull();
    }

    @Test
    void noUsualDocumentIsLeftToTheStrictDecoder() {
        EventDecoder alone = new FastDecoder(LAYOUT, new Nobody());
        RandomDocuments documents = new RandomDocuments(4, LAYOUT);
        for (int i = 0; i < 10_000; i++) {
            found.clear();
            String document = documents.usual();
            assertThat(alone.decode(document.getBytes(StandardCharsets.UTF_8), i, found))
                    .as(document)
                    .isNull();
        }
    }

    private void bothDecode(byte[] document, long offset) {
        bothDecode(strict, fast, document, offset);
    }

    private void bothDecode(EventDecoder oracle, EventDecoder decoder, byte[] document, long offset) {
        if (expected.isFull()) {
            assertTheSame(expected, found);
            expected.clear();
            found.clear();
        }
        Reject reject = oracle.decode(document, offset, expected);
        boolean same = Objects.equals(reject, decodeAmongOthers(decoder, document, offset))
                && oracle.unknownFields() == decoder.unknownFields()
                && oracle.cutTimestamps() == decoder.cutTimestamps()
                && expected.size() == found.size();
        if (!same) {
            throw new AssertionError("They differ on " + new String(document, StandardCharsets.UTF_8) + ": " + reject);
        }
    }

    /** As Kafka hands documents over: with something before them and behind them in the same array. */
    private @Nullable Reject decodeAmongOthers(EventDecoder decoder, byte[] document, long offset) {
        int before = (int) (offset % 3);
        int cut = (int) (offset % BEHIND.length);
        byte[] among = ByteBuffer.allocate(before + document.length + BEHIND.length - cut)
                .put(BEHIND, 0, before)
                .put(document)
                .put(BEHIND, cut, BEHIND.length - cut)
                .array();
        return decoder.decode(among, before, before + document.length, offset, found);
    }

    private static void assertTheSame(EventBatch expected, EventBatch found) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.csv(i)).isEqualTo(expected.csv(i));
        }
        assertThat(found.offset).isEqualTo(expected.offset);
        assertThat(found.eventId).isEqualTo(expected.eventId);
        assertThat(found.timestampMicros).isEqualTo(expected.timestampMicros);
        // To the bit: −0.0 is not 0.0.
        assertThat(Arrays.equals(found.energy, expected.energy)).isTrue();
        assertThat(Arrays.equals(found.momentumX, expected.momentumX)).isTrue();
        assertThat(Arrays.equals(found.momentumY, expected.momentumY)).isTrue();
        assertThat(Arrays.equals(found.momentumZ, expected.momentumZ)).isTrue();
        assertThat(found.particleType).isEqualTo(expected.particleType);
        assertThat(found.detector).isEqualTo(expected.detector);
        assertThat(found.labelled).isEqualTo(expected.labelled);
        assertThat(found.fractionDigits).isEqualTo(expected.fractionDigits);
        assertThat(found.significantDigits).isEqualTo(expected.significantDigits);
        assertThat(found.particleTypes.names()).isEqualTo(expected.particleTypes.names());
        assertThat(found.detectors.names()).isEqualTo(expected.detectors.names());
    }

    private static EventBatch batch() {
        return new EventBatch(new NameTable(NAMES, List.of()), new NameTable(NAMES, List.of()));
    }

    /** Stands where the strict decoder would, and has no answer. */
    private static final class Nobody implements EventDecoder {

        @Override
        public Reject decode(byte[] bytes, int start, int end, long offset, EventBatch batch) {
            return new Reject(RejectReason.NOT_JSON, "left to the strict decoder");
        }

        @Override
        public long unknownFields() {
            return 0;
        }

        @Override
        public long cutTimestamps() {
            return 0;
        }
    }
}
