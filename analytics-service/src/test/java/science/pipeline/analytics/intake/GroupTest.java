package science.pipeline.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.dataset.commit.Beginning;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.rows.PartitionDataset;
import science.pipeline.dataset.sink.Setup;
import science.pipeline.schema.Schema;

class GroupTest {

    private static final Source SOURCE = new Source("events", "topic-id", "cluster-id");
    private static final Instance ONE = new Instance("one_8080");
    private static final Instance OTHER = new Instance("other_8080");

    @TempDir
    Path root;

    private ResultsFolder folder;
    private final AtomicLong nanos = new AtomicLong();

    @BeforeEach
    void identify() throws Exception {
        folder = ResultsFolder.open(root);
        folder.identify(SOURCE);
    }

    private void takesOver(Instance instance, int partition, String configuration) throws Exception {
        PartitionDataset.takeOver(
                        folder,
                        new Beginning(
                                "test", instance.newOwner(), folder.identity(), partition, 100, setup(configuration)),
                        Long.MAX_VALUE)
                .close();
        nanos.addAndGet(1_000_000_000);
    }

    private static Setup setup(String settings) {
        return new Setup(Schema.byDefault().text(), settings);
    }

    private static String hash(String settings) {
        return setup(settings).hash();
    }

    private Group seenBy(Instance instance) {
        Intake nothing = new Intake(null, new Access(), null);
        return new Group(nothing, folder, new Ends(null, "events"), instance, hash("a"), nanos::get);
    }

    @Test
    void everyInstanceSeesWhoOwnsWhat() throws Exception {
        takesOver(ONE, 0, "a");
        takesOver(OTHER, 1, "a");
        takesOver(ONE, 2, "a");

        Group here = seenBy(ONE);

        assertThat(here.members())
                .isEqualTo(seenBy(OTHER).members())
                .containsExactly(
                        new Group.Member("one_8080", List.of(0, 2), hash("a")),
                        new Group.Member("other_8080", List.of(1), hash("a")));
        assertThat(here.shares()).extracting(Group.Share::nextOffset).containsExactly(100L, 100L, 100L);
        assertThat(here.disagreement()).isEmpty();

        takesOver(OTHER, 0, "a");

        assertThat(here.members())
                .containsExactly(
                        new Group.Member("one_8080", List.of(2), hash("a")),
                        new Group.Member("other_8080", List.of(0, 1), hash("a")));
    }

    @Test
    void instancesThatAnalyseDifferentlyAreWarnedOf() throws Exception {
        takesOver(ONE, 0, "a");
        takesOver(OTHER, 1, "b");

        assertThat(seenBy(ONE).disagreement())
                .hasValueSatisfying(found -> assertThat(found)
                        .contains(
                                hash("a") + " in partitions 0",
                                hash("b") + " in partitions 1",
                                "this one's is " + hash("a")));
    }

    @Test
    void anOwnerOfAFormerVersionIsItsOwnName() {
        assertThat(Instance.of("5f0c1a8e-0000-4000-8000-000000000000")).startsWith("5f0c1a8e");
        assertThat(Instance.of(ONE.newOwner())).isEqualTo("one_8080");
    }
}
