package science.pipeline.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import science.pipeline.analytics.dataset.Refusal;
import science.pipeline.analytics.dataset.ResultsFolder;
import science.pipeline.analytics.dataset.Source;
import science.pipeline.codec.EventEncoder;
import science.pipeline.codec.Reject;
import science.pipeline.event.EventBatch;
import science.pipeline.event.Layout;
import science.pipeline.event.NameTable;
import science.pipeline.event.ParticleEvent;

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
    void aFaultNamesPartitionAndOffsetsAndKeepsItsTrace() {
        EventBatch batch = new EventBatch(new NameTable(1, List.of()), new NameTable(1, List.of()));
        batch.append(17, 0);
        batch.append(40, 0);
        assertThatThrownBy(() -> AnalysisFault.refused(3, batch, events -> {
                    throw FAULT;
                }))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("partition 3@17 (events up to offset 40)")
                .hasMessageContaining("/ by zero")
                .hasCause(FAULT);
    }

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
        byte[] document = new EventEncoder(Layout.PARTICLE_EVENT)
                .encode(new ParticleEvent(0, 0, "photon", 1, 0, 1, 0, "DET_001", false));
        return new ConsumerRecord<>(PARTITION.topic(), 0, 0, ByteBuffer.allocate(0), ByteBuffer.wrap(document));
    }

    /** Stands where a step of the analysis would fail: no record is known that makes one. */
    private static final class FailingPrinter implements EventPrinter {

        @Override
        public void events(int partition, EventBatch batch, Verdicts verdicts) {
            AnalysisFault.refused(partition, batch, events -> {
                throw FAULT;
            });
        }

        @Override
        public void rejected(int partition, long offset, Reject reject) {}
    }
}
