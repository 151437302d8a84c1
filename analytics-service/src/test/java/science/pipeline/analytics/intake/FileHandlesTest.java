package science.pipeline.analytics.intake;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import science.pipeline.dataset.sink.Refusal;

/**
 * Partitions need file handles: a limit that is too low is a sentence at the start, not files that cannot be opened.
 */
class FileHandlesTest {

    /** Four files and one of a selection, each open twice, and two for what is under way. */
    private static final int OF_A_PARTITION = 12;

    @Test
    void tooFewForAllPartitionsAreRefusedWithWhatIsNeededAndFoundAndWhatToDo() {
        FileHandles handles = new FileHandles(limit(256, 90), 1);

        int needed = 90 + 64 + 100 * OF_A_PARTITION;
        assertThatThrownBy(() -> handles.checkFor(100))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("100 partitions")
                .hasMessageContaining("need " + needed)
                .hasMessageContaining("limit of 256")
                .hasMessageContaining("ulimit -n 1536");
    }

    @Test
    void asManyAsAreNeededAreEnough() {
        int needed = 90 + 64 + 100 * OF_A_PARTITION;
        assertThatCode(() -> new FileHandles(limit(needed, 90), 1).checkFor(100))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new FileHandles(limit(needed - 1, 90), 1).checkFor(100))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void aPartitionThatComesLaterWaitsForHandles() {
        assertThatThrownBy(() -> new FileHandles(limit(256, 240), 1).checkForOneMore())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ulimit -n");
        assertThatCode(() -> new FileHandles(limit(256, 200), 1).checkForOneMore())
                .doesNotThrowAnyException();
    }

    @Test
    void aSystemThatNamesNoLimitRefusesNothing() {
        assertThatCode(() -> new FileHandles(FileHandles.Limit.NONE, 1).checkFor(1_000_000))
                .doesNotThrowAnyException();
    }

    @Test
    void thisProcessHasRoomForAFewPartitions() {
        assertThatCode(() -> new FileHandles(FileHandles.ofThisProcess(), 1).checkFor(4))
                .doesNotThrowAnyException();
    }

    private static FileHandles.Limit limit(long most, long open) {
        return new FileHandles.Limit() {
            @Override
            public OptionalLong most() {
                return OptionalLong.of(most);
            }

            @Override
            public long open() {
                return open;
            }
        };
    }
}
