package science.pipeline.analytics.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
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
import science.pipeline.event.ParticleEvent;

/**
 * One partition that is read without Kafka: event n stands at offset n, and comes again as often as it is read. Commits
 * run in the background as they do in the service, and follow each other at once.
 */
final class Reading implements AutoCloseable {

    static final Source SOURCE = new Source("events", "id-1", "cluster");
    static final TopicPartition PARTITION = new TopicPartition("events", 0);

    private static final int POLL = 10;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final EventPrinter SILENT = new EventPrinter() {
        @Override
        public void events(int partition, EventBatch batch, Verdicts verdicts) {}

        @Override
        public void rejected(int partition, long offset, Reject reject) {}
    };

    private final EventEncoder encoder = new EventEncoder(Layout.PARTICLE_EVENT);
    private final MockConsumer<ByteBuffer, ByteBuffer> consumer = new MockConsumer<>("earliest");
    private final Outlets off = new Outlets(new AnalyticsProperties.Topics("", "", ""), new Posted(), () -> 0);
    private final Committer committer;
    private final OwnedPartition partition;
    final TopicIdentity topic = new TopicIdentity(this::answer);
    final List<Refusal> refusals = new ArrayList<>();
    private volatile CompletableFuture<TopicIdentity.Topic> answer;

    Reading(ResultsFolder folder, long end) throws IOException {
        answer = CompletableFuture.completedFuture(new TopicIdentity.Topic(SOURCE.topicId(), 1));
        committer = new Committer(topic);
        IntakeSettings settings = new IntakeSettings(
                SOURCE.topic(),
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
                SILENT,
                refusals::add);
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, end));
        consumer.updatePartitions(
                SOURCE.topic(), List.of(new PartitionInfo(SOURCE.topic(), 0, Node.noNode(), new Node[0], new Node[0])));
        books.open(SOURCE);
        partition = new OwnedPartition(PARTITION, books);
    }

    /** As when Kafka assigns the partition. */
    Reading begin() {
        partition.recover(consumer);
        return this;
    }

    private CompletableFuture<TopicIdentity.Topic> answer() {
        return answer;
    }

    /** What Kafka says from now on of the topic's id. */
    void kafkaNames(String id) {
        answer = CompletableFuture.completedFuture(new TopicIdentity.Topic(id, 1));
    }

    void kafkaIsSilent() {
        answer = CompletableFuture.failedFuture(new IOException("Kafka is away"));
    }

    PartitionStatus status() {
        return partition.status();
    }

    boolean isPaused() {
        return consumer.paused().contains(PARTITION);
    }

    /** Polls until all up to this offset is committed. */
    void commitUpTo(long end) {
        pollUntil(end, () -> status().committedOffset() == end && status().trouble() == null);
    }

    /** Polls, up to this offset, until something has come about. */
    void pollUntil(long end, BooleanSupplier done) {
        long patience = System.nanoTime() + PATIENCE_NANOS;
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > patience) {
                throw new AssertionError("did not come about: " + status() + ", refusals " + refusals);
            }
            poll(end);
            partition.tick(consumer);
            Thread.onSpinWait();
        }
    }

    private void poll(long end) {
        long begin = isPaused() ? end : consumer.position(PARTITION);
        List<ConsumerRecord<ByteBuffer, ByteBuffer>> records = new ArrayList<>();
        for (long offset = begin; offset < Math.min(end, begin + POLL); offset++) {
            records.add(event(offset));
        }
        if (!records.isEmpty()) {
            long next = begin + records.size();
            consumer.seek(PARTITION, next);
            partition.accept(new Stretch(begin, records, next), consumer);
        }
    }

    private ConsumerRecord<ByteBuffer, ByteBuffer> event(long n) {
        double energy = n % 7 == 0 ? 150 : 10;
        byte[] value = encoder.encode(new ParticleEvent(
                n, 1_768_559_000_000_000L + n * 10_000, "photon", energy, energy, 0, 0, "DET_001", false));
        return new ConsumerRecord<>("events", 0, n, ByteBuffer.allocate(0), ByteBuffer.wrap(value));
    }

    void leave() {
        partition.leave(consumer);
    }

    @Override
    public void close() {
        partition.abandon();
        committer.close();
        off.close();
    }
}
