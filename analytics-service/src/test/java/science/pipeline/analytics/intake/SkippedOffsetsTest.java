package science.pipeline.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.analytics.post.Outlets;
import science.pipeline.analytics.post.Posted;
import science.pipeline.codec.EventEncoder;
import science.pipeline.codec.Rejection;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.engine.EventPrinter;
import science.pipeline.event.EventBatch;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;
import science.pipeline.schema.WriterSchemas;

/** Offsets without a record go into the books as skipped, unless retention took what was there. */
class SkippedOffsetsTest {

    private static final TopicPartition PARTITION = new TopicPartition("events", 0);

    @TempDir
    private Path root;

    private final List<Refusal> refusals = new ArrayList<>();
    private final TopicIdentity topic =
            new TopicIdentity(() -> CompletableFuture.completedFuture(new TopicIdentity.Topic("id", 1)));
    private final Committer committer = new Committer(topic);
    private final Outlets off = new Outlets(new AnalyticsProperties.Topics("", "", ""), new Posted(), () -> 0);
    private final MockConsumer<ByteBuffer, ByteBuffer> consumer = new MockConsumer<>("earliest");
    private ResultsFolder folder;
    private OwnedPartition partition;

    @BeforeEach
    void recover() throws Exception {
        consumer.updatePartitions(
                PARTITION.topic(),
                List.of(new PartitionInfo(PARTITION.topic(), 0, Node.noNode(), new Node[0], new Node[0])));
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 4L));
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(0, Optional.empty(), "")));
        folder = ResultsFolder.open(root);
        IntakeSettings settings = new IntakeSettings(
                new Instance("here"),
                PARTITION.topic(),
                Duration.ZERO,
                Duration.ZERO,
                Long.MAX_VALUE,
                0,
                StartPosition.parse("earliest"),
                0,
                List.of());
        Bookkeeping books = new Bookkeeping(
                folder,
                settings,
                AnalysisConfiguration.defaults(),
                committer,
                off,
                topic,
                new FileHandles(FileHandles.Limit.NONE, 1),
                new SilentPrinter(),
                WriterSchemas.NONE,
                refusals::add);
        books.open(new Source(PARTITION.topic(), "id", "cluster"));
        partition = new OwnedPartition(PARTITION, books);
        partition.recover(consumer);
    }

    @AfterEach
    void close() {
        partition.abandon();
        committer.close();
        off.close();
        consumer.close();
    }

    @Test
    void whatAPollPassedOverIsSkipped() throws Exception {
        partition.accept(new Stretch(0, List.of(event(0), event(3)), 4), consumer);
        partition.tick(consumer);

        await().until(() -> folder.nextOffset(0).orElseThrow() == 4);
        assertThat(folder.ledger().skipped()).isEqualTo(2);
        assertThat(folder.ledger().received()).isEqualTo(2);
    }

    @Test
    void whatRetentionRemovedMeanwhileIsNot() throws Exception {
        partition.accept(new Stretch(0, List.of(event(0), event(3)), 4), consumer);
        consumer.updateBeginningOffsets(Map.of(PARTITION, 3L));
        partition.tick(consumer);

        assertThat(String.valueOf(partition.status().trouble()))
                .contains("retention has removed the records from offset 1");
        assertThat(consumer.paused()).containsExactly(PARTITION);
        assertThat(folder.nextOffset(0)).hasValue(0);

        partition.recover(consumer);
        assertThat(refusals)
                .singleElement()
                .satisfies(refusal -> assertThat(refusal).hasMessageContaining("--analytics.accept-gap=0:0-2"));
    }

    private static ConsumerRecord<ByteBuffer, ByteBuffer> event(long offset) {
        byte[] document = new EventEncoder(Schema.byDefault())
                .encode(new ParticleEvent(offset, 0, "photon", 1, 0, 1, 0, "DET_001", false));
        return new ConsumerRecord<>(PARTITION.topic(), 0, offset, ByteBuffer.allocate(0), ByteBuffer.wrap(document));
    }

    private static final class SilentPrinter implements EventPrinter {

        @Override
        public void events(int partition, EventBatch batch, Verdicts verdicts) {}

        @Override
        public void rejected(int partition, long offset, Rejection rejection) {}
    }
}
