package science.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import science.pipeline.event.EventBatch;
import science.pipeline.event.Layout;
import science.pipeline.event.NameTable;

/**
 * The strict decoder is the oracle: whatever the document, whatever came before it, and however many came with it, the
 * service's decoder says and writes the same.
 */
class DecodersAgreeTest {

    /**
     * A million, over all habits, takes some seconds. Every odd value meets every place thousands of times, and each of
     * the 200 byte positions of a document is damaged with each piece about thirty times. More by
     * {@code -Dcodec.documents=…}.
     */
    private static final int DOCUMENTS = Integer.getInteger("codec.documents", 1_000_000);

    /** As many as a batch has rows at most: whatever is accepted fits. */
    private static final int AT_ONCE = 900;

    private static final Layout LAYOUT = Layout.PARTICLE_EVENT;

    @ParameterizedTest
    @EnumSource
    void whateverTheNamesTheHistoryAndThePolls(NamingHabit habit) {
        RandomDocuments documents = new RandomDocuments(habit.ordinal(), LAYOUT, habit);
        Comparison comparison = new Comparison(LAYOUT);
        for (int i = 0; i * AT_ONCE < DOCUMENTS / NamingHabit.values().length; i++) {
            comparison.compare(some(documents));
        }
    }

    @Test
    void theyAgreeOnDocumentsOfAnotherLayout() {
        List<Layout.Field> turned = new ArrayList<>(LAYOUT.fields());
        Collections.reverse(turned);
        Layout layout = new Layout(turned);
        RandomDocuments documents = new RandomDocuments(3, layout, NamingHabit.MIXED);
        Comparison comparison = new Comparison(layout);
        for (int i = 0; i * AT_ONCE < DOCUMENTS / 20; i++) {
            comparison.compare(some(documents));
        }
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
        EventDecoder alone = new FastDecoder(LAYOUT, new Nobody());
        EventBatch batch = new EventBatch(new NameTable(4, List.of()), new NameTable(400, List.of()));
        RandomDocuments documents = new RandomDocuments(4, LAYOUT, habit);
        for (int i = 0; i < 2_000; i++) {
            batch.clear();
            String document = documents.usual();
            assertThat(alone.decode(bytes(document), i, batch)).as(document).isNull();
        }
    }

    private static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }
}
