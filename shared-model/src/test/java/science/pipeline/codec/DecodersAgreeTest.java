package science.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Field;
import science.pipeline.schema.Schema;

/**
 * The strict decoder is the oracle: whatever the document, whatever came before it, and however many came with it, the
 * service's decoder says and writes the same.
 */
@Execution(ExecutionMode.CONCURRENT)
class DecodersAgreeTest {

    /**
     * A million, over all habits, takes some seconds. Every odd value meets every place thousands of times, and each of
     * the 200 byte positions of a document is damaged with each piece about thirty times. More by
     * {@code -Dcodec.documents=…}.
     */
    private static final int DOCUMENTS = Integer.getInteger("codec.documents", 1_000_000);

    /** As many as a batch has rows at most: whatever is accepted fits. */
    private static final int AT_ONCE = 900;

    private static final Schema SCHEMA = Schema.byDefault();

    @ParameterizedTest
    @EnumSource
    void whateverTheNamesTheHistoryAndThePolls(NamingHabit habit) {
        RandomDocuments documents = new RandomDocuments(habit.ordinal(), SCHEMA, habit);
        Comparison comparison = new Comparison(SCHEMA);
        for (int i = 0; i * AT_ONCE < DOCUMENTS / NamingHabit.values().length; i++) {
            comparison.compare(some(documents));
        }
    }

    @Test
    void theyAgreeOnDocumentsInAnotherOrder() {
        List<Field> turned = new ArrayList<>(SCHEMA.fields());
        Collections.reverse(turned);
        Schema schema = new Schema("turned", "", turned, Map.of(), Map.of());
        RandomDocuments documents = new RandomDocuments(3, schema, NamingHabit.MIXED);
        Comparison comparison = new Comparison(schema);
        for (int i = 0; i * AT_ONCE < DOCUMENTS / 20; i++) {
            comparison.compare(some(documents));
        }
    }

    @Test
    void theyAgreeWhateverTheSchemaAndTheSendersOrder() {
        for (int seed = 0; seed < DOCUMENTS / 5_000; seed++) {
            RandomStream stream = new RandomStream(seed);
            Comparison comparison = new Comparison(
                    stream.schema, List.of(List.of(), stream.documents(40), new RandomStream(seed + 1).documents(40)));
            for (int i = 0; i < 5; i++) {
                comparison.compare(stream.documents(AT_ONCE / 3));
            }
        }
    }

    /** What it has met before it knows: nothing but the first few documents is left to the strict decoder. */
    @Test
    void aStreamOfAnySchemaIsSoonReadFast() {
        int left = 0;
        int all = 0;
        for (int seed = 0; seed < 40; seed++) {
            RandomStream stream = new RandomStream(seed);
            StrictDecoder strict = new StrictDecoder(stream.schema);
            Counting counting = new Counting(strict);
            EventDecoder learning = new LearningDecoder(stream.schema, counting);
            EventBatch batch = Batches.of(stream.schema, 400, List.of());
            for (int i = 0; i < 3_000; i++) {
                batch.clear();
                String document = stream.usual();
                if (i == 1_000) {
                    counting.decoded = 0;
                }
                learning.decode(bytes(document), i, batch);
                all += i < 1_000 ? 0 : 1;
            }
            left += counting.decoded;
        }
        assertThat(left).as("of %d", all).isLessThan(all / 4);
    }

    /** Two of three usual, one not. */
    private static List<byte[]> some(RandomDocuments documents) {
        return Stream.generate(() -> Stream.of(bytes(documents.usual()), bytes(documents.usual()), documents.unusual()))
                .limit(AT_ONCE / 3)
                .flatMap(three -> three)
                .toList();
    }

    /** With a name that the contract does not allow, no document is usual. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CHARGES", "ONE_LETTER", "MIXED"})
    void noUsualDocumentIsLeftToTheStrictDecoder(NamingHabit habit) {
        EventDecoder alone = new FastDecoder(SCHEMA, new Nobody());
        EventBatch batch = Batches.of(SCHEMA, 400, List.of());
        RandomDocuments documents = new RandomDocuments(4, SCHEMA, habit);
        for (int i = 0; i < 2_000; i++) {
            batch.clear();
            String document = documents.usual();
            assertThat(alone.decode(bytes(document), i, batch)).as(document).isNull();
        }
    }

    /** Counts what is left to the strict decoder. */
    private static final class Counting implements EventDecoder {
        private final EventDecoder strict;
        private int decoded;

        Counting(EventDecoder strict) {
            this.strict = strict;
        }

        @Override
        public @Nullable Reject decode(byte @Nullable [] bytes, int start, int end, long offset, EventBatch batch) {
            decoded++;
            return strict.decode(bytes, start, end, offset, batch);
        }

        @Override
        public long unknownFields() {
            return strict.unknownFields();
        }

        @Override
        public long cutTimestamps() {
            return strict.cutTimestamps();
        }
    }

    private static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }
}
