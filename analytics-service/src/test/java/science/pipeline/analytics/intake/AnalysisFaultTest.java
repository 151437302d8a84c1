package science.pipeline.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The same records would bring the same fault again: it is said once, and nothing is tried again. */
class AnalysisFaultTest {

    private static final TopicPartition PARTITION = new TopicPartition("events", 0);
    private static final ArithmeticException FAULT = new ArithmeticException("/ by zero");

    @TempDir
    Path root;

    private final List<Refusal> refusals = new ArrayList<>();
    private final TopicIdentity topic =
            new TopicIdentity(() -> CompletableFuture.completedFuture(new TopicIdentity.Topic("id", 1)));

    @Test
    void thePartitionIsRefusedOnceAndNotTakenOverAgain() throws Exception {
        try (MockConsumer<ByteBuffer, ByteBuffer> consumer = consumer();
                Committer committer = new Committer(topic);
                Outlets off = new Outlets(new AnalyticsProperties.Topics("", "", ""), new Posted(), () -> 0)) {
            OwnedPartition partition = new OwnedPartition(PARTITION, books(committer, off));
            partition.recover(consumer);

            partition.accept(new Stretch(0, List.of(event()), 1), consumer);
            assertThat(consumer.paused()).containsExactly(PARTITION);
            partition.tick(consumer);
            partition.tick(consumer);

            assertThat(refusals).extracting(Refusal::getCause).containsExactly(FAULT);
            assertThat(partition.status().trouble()).hasToString(refusals.get(0).getMessage());
            assertThat(consumer.paused()).containsExactly(PARTITION);
        }
    }

    private Bookkeeping books(Committer committer, Outlets outlets) throws Exception {
        IntakeSettings settings = new IntakeSettings(
                new Instance("here"),
                PARTITION.topic(),
                Duration.ofDays(1),
                Duration.ZERO,
                Long.MAX_VALUE,
                0,
                StartPosition.parse("earliest"),
                0,
                List.of());
        Bookkeeping books = new Bookkeeping(
                ResultsFolder.open(root),
                settings,
                AnalysisConfiguration.defaults(),
                committer,
                outlets,
                topic,
                new FileHandles(FileHandles.Limit.NONE, 1),
                new FailingPrinter(),
                WriterSchemas.NONE,
                refusals::add);
        books.open(new Source(PARTITION.topic(), "id", "cluster"));
        return books;
    }

    private static MockConsumer<ByteBuffer, ByteBuffer> consumer() {
        MockConsumer<ByteBuffer, ByteBuffer> consumer = new MockConsumer<>("earliest");
        consumer.updatePartitions(
                PARTITION.topic(),
                List.of(new PartitionInfo(PARTITION.topic(), 0, Node.noNode(), new Node[0], new Node[0])));
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 1L));
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(0, Optional.empty(), "")));
        return consumer;
    }

    private static ConsumerRecord<ByteBuffer, ByteBuffer> event() {
        byte[] document = new EventEncoder(Schema.byDefault())
                .encode(new ParticleEvent(0, 0, "photon", 1, 0, 1, 0, "DET_001", false));
        return new ConsumerRecord<>(PARTITION.topic(), 0, 0, ByteBuffer.allocate(0), ByteBuffer.wrap(document));
    }

    /** Fails as a step of the analysis would: no record is known that makes one. */
    private static final class FailingPrinter implements EventPrinter {

        @Override
        public void events(int partition, EventBatch batch, Verdicts verdicts) {
            throw new Refusal("BUG: the analysis failed", FAULT);
        }

        @Override
        public void rejected(int partition, long offset, Rejection rejection) {}
    }
}
