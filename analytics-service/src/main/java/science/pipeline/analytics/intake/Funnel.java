package science.pipeline.analytics.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.clock.Punctuality;
import science.pipeline.analysis.detect.LayerStatus;
import science.pipeline.analytics.post.DeadLetters;
import science.pipeline.analytics.post.Outbox;
import science.pipeline.analytics.post.Payload;
import science.pipeline.codec.Rejection;
import science.pipeline.dataset.commit.SayingBox;
import science.pipeline.dataset.sink.Judgement;
import science.pipeline.dataset.sink.PartitionCounts;
import science.pipeline.dataset.sink.Stand;
import science.pipeline.engine.Engine;

/**
 * Hands the records of one partition to its engine, in offset order: unpacks them, has gaps read once more before they
 * count as skipped, and sends copies of rejects. Touched by one thread.
 */
final class Funnel {

    private static final long MICROS_PER_MILLI = 1_000;

    /** Nothing is missing between the records. */
    static final long NO_GAP = -1;

    private final Engine engine;
    private final Outbox outbox;
    private @Nullable Integer leaderEpoch;
    private long gapReadOnceMore = NO_GAP;
    private long skippedFrom = NO_GAP;

    /**
     * @param engine at the stand of its sink
     * @param leaderEpoch of that stand
     */
    Funnel(Engine engine, @Nullable Integer leaderEpoch, Outbox outbox) {
        this.engine = engine;
        this.leaderEpoch = leaderEpoch;
        this.outbox = outbox;
    }

    /**
     * Takes what one poll brought. Where the client went on from where we stand, it vouches for the offsets that it
     * passed over: transaction markers, aborted records. Between two polls a record could be lost.
     *
     * @return the offset to read from once more before the offsets that are missing there count as skipped, or
     *     {@link #NO_GAP}
     */
    long accept(Stretch stretch) throws IOException {
        boolean passedOver = stretch.begin() == nextOffset();
        for (ConsumerRecord<ByteBuffer, ByteBuffer> record : stretch.records()) {
            if (record.offset() < nextOffset()) {
                throw new IllegalStateException("found offset " + record.offset() + ", expected " + nextOffset()
                        + ": the topic was cut or created again while it was read");
            }
            if (record.offset() > nextOffset() && !skipTo(record.offset(), passedOver)) {
                engine.flush();
                return nextOffset();
            }
            passedOver = true;
            accept(record);
        }
        engine.flush();
        return stretch.end() > nextOffset() && !skipTo(stretch.end(), passedOver) ? nextOffset() : NO_GAP;
    }

    private void accept(ConsumerRecord<ByteBuffer, ByteBuffer> record) throws IOException {
        leaderEpoch = record.leaderEpoch().orElse(null);
        for (Rejection rejection : hand(record)) {
            outbox.add(DeadLetters.copy(record, rejection));
        }
    }

    /** The engine reads the value where it lies, in the bytes that came from Kafka. */
    private List<Rejection> hand(ConsumerRecord<ByteBuffer, ByteBuffer> record) throws IOException {
        ByteBuffer value = record.value();
        if (value == null || !value.hasArray()) {
            byte[] copy = Payload.copy(value);
            return engine.accept(record.offset(), micros(record), copy, 0, copy == null ? 0 : copy.length);
        }
        int start = value.arrayOffset() + value.position();
        return engine.accept(record.offset(), micros(record), value.array(), start, start + value.remaining());
    }

    /** The record's own time; nothing is before 1970. */
    private static long micros(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        return Math.max(0, record.timestamp()) * MICROS_PER_MILLI;
    }

    /**
     * The consumer's position stands beyond what polls have brought: what lies between holds no record, unless reading
     * once more finds some.
     *
     * @return the offset to read from once more, or {@link #NO_GAP}
     */
    long positionMoved(long position) {
        return position > nextOffset() && !skipTo(position, false) ? nextOffset() : NO_GAP;
    }

    /**
     * Whether the offsets up to {@code offset} may be skipped: when the client passed over them, or a second reading
     * missed them as well.
     */
    private boolean skipTo(long offset, boolean passedOver) {
        if (!passedOver && gapReadOnceMore != nextOffset()) {
            gapReadOnceMore = nextOffset();
            return false;
        }
        skippedFrom = skippedFrom == NO_GAP ? nextOffset() : skippedFrom;
        engine.skip(offset);
        return true;
    }

    /** The first offset that was skipped since stock was last taken, or {@link #NO_GAP}. */
    long skippedFrom() {
        return skippedFrom;
    }

    long nextOffset() {
        return engine.nextOffset();
    }

    OptionalLong clockMicros() {
        return engine.clockMicros();
    }

    List<LayerStatus> layers() {
        return engine.layers();
    }

    Punctuality punctuality() {
        return engine.punctuality();
    }

    /** The ledger up to the next offset. */
    PartitionCounts counts() {
        return engine.counts().withUnsent(outbox.unsent());
    }

    /** Takes what people have said. */
    void hear(List<SayingBox.Waiting> waiting) throws IOException {
        for (SayingBox.Waiting each : waiting) {
            engine.hear(each.saying());
        }
    }

    /** What people have said of the partition's flags. */
    List<Judgement> judgements() {
        return engine.judgements();
    }

    /** Takes stock; what Kafka has not taken by now goes with it. */
    Stand stand() throws IOException {
        Stand analysed = engine.stand();
        skippedFrom = NO_GAP;
        return analysed.withKafka(leaderEpoch, analysed.counts().withUnsent(outbox.unsent()), outbox.waiting());
    }
}
