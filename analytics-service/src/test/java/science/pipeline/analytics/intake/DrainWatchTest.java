package science.pipeline.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.dataset.commit.Beginning;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.rows.PartitionDataset;
import science.pipeline.dataset.sink.Setup;
import science.pipeline.schema.Schema;

/** When a run that ends by itself may end. */
class DrainWatchTest {

    @TempDir
    private Path root;

    private final Topic topic = new Topic();
    private ResultsFolder folder;
    private long nanos;

    /** What Kafka would say. */
    private static final class Topic implements TopicView {
        final Map<Integer, Long> ends = new HashMap<>();
        final Map<Integer, Long> readable = new HashMap<>();
        Set<Integer> read = Set.of(0);
        boolean silent;

        @Override
        public Map<Integer, Long> ends(IsolationLevel level) throws IOException {
            if (silent) {
                throw new IOException("no answer");
            }
            Map<Integer, Long> found = new HashMap<>(ends);
            if (level == IsolationLevel.READ_COMMITTED) {
                found.putAll(readable);
            }
            return found;
        }

        @Override
        public Set<Integer> readPartitions() {
            return read;
        }

        @Override
        public boolean hasReaders() {
            return !read.isEmpty();
        }
    }

    @BeforeEach
    void open() {
        folder = ResultsFolder.open(root);
    }

    @Test
    void aTopicIsDrainedOnceItsEndIsCommittedAndNothingCameForAWhile() throws Exception {
        DrainWatch watch = watch(Upstream.UNKNOWN);
        commit(0, 10);
        topic.ends.put(0, 10L);

        assertThat(watch.isDrained()).isFalse();
        pass(1);
        assertThat(watch.isDrained()).isFalse();
        pass(1);
        assertThat(watch.isDrained()).isTrue();
        assertThat(watch.awaited()).isEmpty();
    }

    @Test
    void whatLiesBehindAnOpenTransactionIsWaitedFor() throws Exception {
        DrainWatch watch = watch(Upstream.UNKNOWN);
        commit(0, 10);
        topic.ends.put(0, 25L);
        topic.readable.put(0, 10L);

        assertThat(drainedAfterAWhile(watch)).isFalse();
        assertThat(watch.awaited()).contains("a transaction is still open").contains("15 offsets of partition 0");

        topic.readable.clear();
        commit(0, 25);
        assertThat(watch.isDrained()).isTrue();
        assertThat(watch.awaited()).isEmpty();
    }

    @Test
    void everyPartitionCountsAlsoOneThatIsNewAndOneWithoutAReader() throws Exception {
        DrainWatch watch = watch(Upstream.UNKNOWN);
        commit(0, 10);
        topic.ends.putAll(Map.of(0, 10L, 1, 0L));
        assertThat(drainedAfterAWhile(watch)).isFalse();

        topic.read = Set.of(0, 1);
        assertThat(drainedAfterAWhile(watch))
                .as("no commit names partition 1 yet")
                .isFalse();

        commit(1, 0);
        assertThat(drainedAfterAWhile(watch)).isTrue();
    }

    @Test
    void anEmptyTopicIsDrainedOnlyIfThoseWhoFillItAreKnownToHaveEnded() throws Exception {
        commit(0, 0);
        topic.ends.put(0, 0L);

        assertThat(drainedAfterAWhile(watch(Upstream.UNKNOWN))).isFalse();
        assertThat(drainedAfterAWhile(watch(() -> false))).isFalse();
        assertThat(drainedAfterAWhile(watch(() -> true))).isTrue();
    }

    @Test
    void whileKafkaDoesNotAnswerNothingIsDrained() throws Exception {
        DrainWatch watch = watch(Upstream.UNKNOWN);
        commit(0, 10);
        topic.ends.put(0, 10L);
        assertThat(watch.isDrained()).isFalse();
        pass(5);

        topic.silent = true;
        assertThat(watch.isDrained()).isFalse();
        assertThat(watch.isCommittedToTheEnd()).isFalse();

        topic.silent = false;
        assertThat(watch.isDrained()).as("quiet is counted anew").isFalse();
        assertThat(drainedAfterAWhile(watch)).isTrue();
    }

    private DrainWatch watch(Upstream upstream) {
        return new DrainWatch(topic, folder, Duration.ofSeconds(2), upstream, () -> nanos);
    }

    private boolean drainedAfterAWhile(DrainWatch watch) throws InterruptedException {
        watch.isDrained();
        pass(2);
        return watch.isDrained();
    }

    private void pass(int seconds) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
    }

    /** A partition whose dataset begins there is committed to there. */
    private void commit(int partition, long offset) throws Exception {
        ResultsFolder.Identity identity = folder.identify(new Source("events", "id", "cluster"));
        Beginning beginning = new Beginning(
                "test",
                "owner" + offset,
                identity,
                partition,
                offset,
                new Setup(Schema.byDefault().text(), "hash"));
        PartitionDataset.takeOver(folder, beginning, Long.MAX_VALUE).close();
    }
}
