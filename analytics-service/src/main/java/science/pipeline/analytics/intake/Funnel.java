package science.pipeline.analytics.intake;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.clock.Punctuality;
import science.pipeline.analysis.detect.LayerStatus;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.AnalysisCounts;
import science.pipeline.analysis.pipeline.PartitionPipeline;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.analytics.dataset.PartitionCounts;
import science.pipeline.analytics.dataset.PartitionDataset;
import science.pipeline.analytics.dataset.SavedAnalysis;
import science.pipeline.analytics.dataset.Stand;
import science.pipeline.codec.EventDecoder;
import science.pipeline.codec.FastDecoder;
import science.pipeline.codec.Reject;
import science.pipeline.codec.RejectReason;
import science.pipeline.event.EventBatch;
import science.pipeline.event.Layout;

/**
 * What happens to the records of one partition, in offset order: decode, then reject or select, detect, aggregate and
 * keep. Its state is taken stock of between two records. Touched by one thread.
 */
final class Funnel {

    /** Nothing is missing between the records. */
    static final long NO_GAP = -1;

    private final int partition;
    private final PartitionDataset dataset;
    private final PartitionPipeline analysis;
    private final EventDecoder decoder = new GuardedDecoder(new FastDecoder(Layout.PARTICLE_EVENT));
    private final EventBatch batch;
    private final Outbox outbox;
    private final EventPrinter printer;

    private final AlertLimit alertLimit;
    private final PartitionCounts restored;
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private long received;
    private long skipped;
    private long nextOffset;
    private @Nullable Integer leaderEpoch;
    private long gapReadOnceMore = NO_GAP;
    private long skippedFrom = NO_GAP;

    /** Room for the next saved state, so that it need not grow and be copied again and again. */
    private int stateBytes = 64 * 1024;

    Funnel(
            int partition,
            PartitionDataset dataset,
            AnalysisConfiguration configuration,
            long alertsPerHour,
            Outbox outbox,
            EventPrinter printer)
            throws IOException {
        Stand stand = dataset.stand();
        this.partition = partition;
        this.dataset = dataset;
        this.outbox = outbox;
        this.printer = printer;
        this.restored = stand.counts();
        this.alertLimit = new AlertLimit(alertsPerHour, stand.counts().alerts());
        this.nextOffset = stand.nextOffset();
        this.leaderEpoch = stand.leaderEpoch();
        this.analysis = SavedAnalysis.restore(partition, stand.state(), configuration);
        this.batch = analysis.newBatch();
    }

    /**
     * Takes what one poll brought. Where the client went on from where we stand, it vouches for the offsets that it
     * passed over: transaction markers, aborted records. Between two polls a record could be lost.
     *
     * @return the offset to read from once more before the offsets that are missing there count as skipped, or
     *     {@link #NO_GAP}
     */
    long accept(Stretch stretch) throws IOException {
        boolean passedOver = stretch.begin() == nextOffset;
        for (ConsumerRecord<ByteBuffer, ByteBuffer> record : stretch.records()) {
            if (record.offset() < nextOffset) {
                throw new IllegalStateException("found offset " + record.offset() + ", expected " + nextOffset
                        + ": the topic was cut or created again while it was read");
            }
            if (record.offset() > nextOffset && !skipTo(record.offset(), passedOver)) {
                keep();
                return nextOffset;
            }
            passedOver = true;
            accept(record);
        }
        keep();
        return stretch.end() > nextOffset && !skipTo(stretch.end(), passedOver) ? nextOffset : NO_GAP;
    }

    private void accept(ConsumerRecord<ByteBuffer, ByteBuffer> record) throws IOException {
        received++;
        nextOffset = record.offset() + 1;
        leaderEpoch = record.leaderEpoch().orElse(null);
        Reject reject = decode(record);
        if (reject != null) {
            keep(); // the events before it move the clock, by which its window is known
            analysis.reject();
            rejected.merge(reject.reason(), 1L, Long::sum);
            dataset.append(record.offset(), reject, Payload.copy(record.value()));
            outbox.add(DeadLetters.copy(record, reject));
            printer.rejected(partition, record.offset(), reject);
        } else if (batch.isFull()) {
            keep();
        }
    }

    /** Reads the value where it lies, in the bytes that came from Kafka. */
    private @Nullable Reject decode(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        ByteBuffer value = record.value();
        if (value == null || !value.hasArray()) {
            return decoder.decode(Payload.copy(value), record.offset(), batch);
        }
        int start = value.arrayOffset() + value.position();
        return decoder.decode(value.array(), start, start + value.remaining(), record.offset(), batch);
    }

    /** Analyses and writes the batch: the pipeline in five lines. */
    private void keep() throws IOException {
        if (batch.size() == 0) {
            return;
        }
        Verdicts verdicts = AnalysisFault.refused(partition, batch, analysis::analyse);
        dataset.append(batch, verdicts);
        dataset.append(analysis.takeClosedWindows(), nextOffset);
        Alert.write(partition, batch, verdicts, alertLimit, outbox);
        printer.events(partition, batch, verdicts);
        batch.clear();
    }

    /**
     * The consumer's position stands beyond what polls have brought: what lies between holds no record, unless reading
     * once more finds some.
     *
     * @return the offset to read from once more, or {@link #NO_GAP}
     */
    long positionMoved(long position) {
        return position > nextOffset && !skipTo(position, false) ? nextOffset : NO_GAP;
    }

    /**
     * Whether the offsets up to {@code offset} may be skipped: when the client passed over them, or a second reading
     * missed them as well.
     */
    private boolean skipTo(long offset, boolean passedOver) {
        if (!passedOver && gapReadOnceMore != nextOffset) {
            gapReadOnceMore = nextOffset;
            return false;
        }
        skippedFrom = skippedFrom == NO_GAP ? nextOffset : skippedFrom;
        skipped += offset - nextOffset;
        nextOffset = offset;
        return true;
    }

    /** The first offset that was skipped since stock was last taken, or {@link #NO_GAP}. */
    long skippedFrom() {
        return skippedFrom;
    }

    long nextOffset() {
        return nextOffset;
    }

    OptionalLong clockMicros() {
        return analysis.clockMicros();
    }

    List<LayerStatus> layers() {
        return analysis.layers();
    }

    Punctuality punctuality() {
        return analysis.punctuality();
    }

    /** The ledger up to the next offset. */
    PartitionCounts counts() {
        AnalysisCounts analysed = analysis.counts();
        return new PartitionCounts(
                restored.received() + received,
                analysed.accepted(),
                rejectedByReason(),
                restored.skipped() + skipped,
                restored.lost(),
                restored.unknownFields() + decoder.unknownFields(),
                restored.cutTimestamps() + decoder.cutTimestamps(),
                analysed.flagged(),
                analysed.flaggedByLayer(),
                analysed.selected(),
                analysed.tallies(),
                analysed.late(),
                analysed.future(),
                analysed.labelled(),
                analysed.truePositives(),
                alertLimit.counts(),
                outbox.unsent());
    }

    private Map<String, Long> rejectedByReason() {
        Map<String, Long> total = new TreeMap<>(restored.rejected());
        rejected.forEach((reason, count) -> total.merge(reason.label(), count, Long::sum));
        return total;
    }

    /** Takes stock; what Kafka has not taken by now goes with it. */
    Stand stand() throws IOException {
        ByteArrayOutputStream state = new ByteArrayOutputStream(stateBytes);
        analysis.save(new DataOutputStream(state));
        stateBytes = Math.max(stateBytes, state.size() + state.size() / 8);
        OptionalLong clock = analysis.clockMicros();
        skippedFrom = NO_GAP;
        return new Stand(
                nextOffset,
                leaderEpoch,
                clock.isPresent() ? clock.getAsLong() : null,
                counts(),
                outbox.waiting(),
                state.toByteArray());
    }
}
