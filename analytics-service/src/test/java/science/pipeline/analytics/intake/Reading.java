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
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
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

/**
 * One partition that is read without Kafka: event n stands at offset n, and comes again as often as it is read. Commits
 * run in the background as they do in the service, and follow each other at once.
 */
final class Reading implements AutoCloseable {

    static final Source SOURCE = new Source("events", "id-1", "cluster");

    private static final int POLL = 10;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final EventPrinter SILENT = new EventPrinter() {
        @Override
        public void events(int partition, EventBatch batch, Verdicts verdicts) {}

        @Override
        public void rejected(int partition, long offset, Rejection rejection) {}
    };

    private final EventEncoder encoder = new EventEncoder(Schema.byDefault());
    private final MockConsumer<ByteBuffer, ByteBuffer> consumer = new MockConsumer<>("earliest");
    private final Outlets off = new Outlets(new AnalyticsProperties.Topics("", "", ""), new Posted(), () -> 0);
    private final Committer committer;
    private final TopicPartition place;
    private final OwnedPartition partition;
    final TopicIdentity topic = new TopicIdentity(this::answer);
    final List<Refusal> refusals = new ArrayList<>();
    private volatile CompletableFuture<TopicIdentity.Topic> answer;

    Reading(ResultsFolder folder, long end) throws IOException {
        this(folder, SOURCE, 1, 0, end);
    }

    /**
     * @param source that the folder holds, or is to hold
     * @param partitions of the topic
     * @param number of the partition that is read
     */
    Reading(ResultsFolder folder, Source source, int partitions, int number, long end) throws IOException {
        place = new TopicPartition(source.topic(), number);
        answer = CompletableFuture.completedFuture(new TopicIdentity.Topic(source.topicId(), partitions));
        committer = new Committer(topic);
        IntakeSettings settings = new IntakeSettings(
                new Instance("here"),
                source.topic(),
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
                WriterSchemas.NONE,
                refusals::add);
        consumer.assign(List.of(place));
        consumer.updateBeginningOffsets(Map.of(place, 0L));
        consumer.updateEndOffsets(Map.of(place, end));
        consumer.updatePartitions(
                source.topic(),
                IntStream.range(0, partitions)
                        .mapToObj(
                                any -> new PartitionInfo(source.topic(), any, Node.noNode(), new Node[0], new Node[0]))
                        .toList());
        books.open(source);
        partition = new OwnedPartition(place, books);
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
        return consumer.paused().contains(place);
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
        long begin = isPaused() ? end : consumer.position(place);
        List<ConsumerRecord<ByteBuffer, ByteBuffer>> records = new ArrayList<>();
        for (long offset = begin; offset < Math.min(end, begin + POLL); offset++) {
            records.add(event(offset));
        }
        if (!records.isEmpty()) {
            long next = begin + records.size();
            consumer.seek(place, next);
            partition.accept(new Stretch(begin, records, next), consumer);
        }
    }

    private ConsumerRecord<ByteBuffer, ByteBuffer> event(long n) {
        double energy = n % 7 == 0 ? 150 : 10;
        byte[] value = encoder.encode(new ParticleEvent(
                n, 1_768_559_000_000_000L + n * 10_000, "photon", energy, energy, 0, 0, "DET_001", false));
        return new ConsumerRecord<>(
                place.topic(), place.partition(), n, ByteBuffer.allocate(0), ByteBuffer.wrap(value));
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
