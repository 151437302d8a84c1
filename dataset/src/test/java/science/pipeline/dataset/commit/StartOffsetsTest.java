package science.pipeline.dataset.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.dataset.rows.PartitionDataset;
import science.pipeline.dataset.sink.Setup;
import science.pipeline.schema.Schema;

/** A dataset begins once; what its topic gets later is not left out. */
class StartOffsetsTest {

    @TempDir
    private Path root;

    private ResultsFolder folder;

    @BeforeEach
    void open() {
        folder = ResultsFolder.open(root);
    }

    @Test
    void theBeginningIsDecidedOnceForAllPartitionsOfTheTopic() throws Exception {
        assertThat(startsAt(Map.of(0, 7L, 1, 9L))).isEqualTo(Map.of(0, 7L, 1, 9L));
        assertThat(startsAt(Map.of(0, 70L, 1, 90L, 2, 5L))).isEqualTo(Map.of(0, 7L, 1, 9L));

        commit(0, 7);
        assertThat(startsAt(Map.of(0, 70L, 1, 90L, 2, 5L))).doesNotContainKey(2).containsEntry(1, 9L);
    }

    @Test
    void inAFolderThatHasCommitsAPartitionWithoutOneIsNew() throws Exception {
        commit(0, 0);
        assertThat(startsAt(Map.of(0, 70L, 1, 90L))).isEmpty();
    }

    private Map<Integer, Long> startsAt(Map<Integer, Long> now) throws Exception {
        return StartOffsets.of(folder, () -> now).offsets();
    }

    private void commit(int partition, long offset) throws Exception {
        ResultsFolder.Identity identity = folder.identify(new Source("events", "id", "cluster"));
        PartitionDataset.takeOver(
                        folder,
                        new Beginning(
                                "test",
                                "owner",
                                identity,
                                partition,
                                offset,
                                new Setup(Schema.byDefault().text(), "hash")),
                        Long.MAX_VALUE)
                .close();
    }
}
