package science.pipeline.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.analysis.clock.Punctuality;
import science.pipeline.analysis.detect.LayerStatus;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.AnalysisCounts;
import science.pipeline.analysis.pipeline.PartitionPipeline;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.codec.EventDecoder;
import science.pipeline.codec.FrameDecoder;
import science.pipeline.codec.Reject;
import science.pipeline.codec.RejectReason;
import science.pipeline.codec.Rejection;
import science.pipeline.codec.RowDocument;
import science.pipeline.dataset.sink.Judgement;
import science.pipeline.dataset.sink.NewNormal;
import science.pipeline.dataset.sink.PartitionCounts;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.sink.RejectedRecord;
import science.pipeline.dataset.sink.Saying;
import science.pipeline.dataset.sink.Sink;
import science.pipeline.dataset.sink.Stand;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;
import science.pipeline.schema.WriterSchemas;

/**
 * What happens to the records of one partition, in offset order: decode, then reject or select, detect, aggregate and
 * hand over. A pure function of what the sink's stand holds and of the records behind it: wherever a host gets them
 * from, and wherever it flushes and takes stock, the same comes out. Touched by one thread.
 */
public final class Engine {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    private final int partition;
    private final Sink sink;
    private final PartitionPipeline analysis;
    private final EventDecoder decoder;

    /** Where each element of a list in a record is an event, in the place of the other one. */
    private final @Nullable FrameDecoder frames;

    /** Of rows that an earlier analysis has kept. */
    private final EventDecoder rowDecoder;

    private final boolean hasTime;
    private final KnownWriters writers;
    private final EventBatch batch;
    private final EventPrinter printer;
    private final Misfit misfit;
    private final AlertLimit alertLimit;
    private final PartitionCounts restored;
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private long records;
    private long received;
    private long empty;
    private long skipped;
    private long nextOffset;
    private List<Judgement> judgements;
    private List<NewNormal.Taken> normals;

    /** Room for the next saved state: hundreds of kilobytes, which would be made anew with each stand. */
    private final ByteArrayOutputStream state = new ByteArrayOutputStream(64 * 1024);

    /**
     * Goes on where the sink stands.
     *
     * @param alertsPerHour this partition's share of the limit, 0 = none
     * @param sink of this partition, of this owner; the host takes drafts of it, and closes it
     * @param printer sees what the sink was given
     * @throws Refusal when another version saved the state in another form
     */
    public Engine(
            int partition, AnalysisConfiguration configuration, long alertsPerHour, Sink sink, EventPrinter printer) {
        this(partition, configuration, alertsPerHour, WriterSchemas.NONE, sink, printer);
    }

    /**
     * The same where records may name the Avro schema by which they were written.
     *
     * @param writers asked once for each id
     * @throws Refusal also when an id no longer means what the stand says
     */
    public Engine(
            int partition,
            AnalysisConfiguration configuration,
            long alertsPerHour,
            WriterSchemas writers,
            Sink sink,
            EventPrinter printer) {
        Stand stand = sink.stand();
        this.partition = partition;
        this.sink = sink;
        this.printer = printer;
        this.misfit = new Misfit(configuration.schema().name());
        Schema schema = configuration.schema();
        this.rowDecoder = new GuardedDecoder(EventDecoder.of(RowDocument.schema(schema)));
        this.hasTime = schema.has(Role.TIME);
        this.writers = new KnownWriters(partition, stand.writers(), writers);
        this.decoder = new GuardedDecoder(EventDecoder.of(schema, this.writers));
        this.frames = schema.form().hasList() ? new GuardedFrames(FrameDecoder.of(schema, this.writers)) : null;
        this.restored = stand.counts();
        this.alertLimit = new AlertLimit(alertsPerHour, stand.counts().alerts());
        this.nextOffset = stand.nextOffset();
        this.judgements = stand.judgements();
        this.normals = stand.normals();
        this.analysis = restore(partition, stand.state(), configuration);
        this.batch = analysis.newBatch();
    }

    /**
     * Whether an engine could go on from a saved state.
     *
     * @throws Refusal when another version saved it in another form
     */
    public static void check(int partition, byte[] state, AnalysisConfiguration configuration) {
        restore(partition, state, configuration);
    }

    /**
     * Restores it; a partition without events yet begins anew.
     *
     * @throws Refusal when another version saved it in another form
     */
    private static PartitionPipeline restore(int partition, byte[] state, AnalysisConfiguration configuration) {
        if (state.length == 0) {
            return new PartitionPipeline(configuration);
        }
        try {
            return PartitionPipeline.load(configuration, new DataInputStream(new ByteArrayInputStream(state)));
        } catch (IOException | RuntimeException unreadable) {
            throw new Refusal("The newest commit of partition " + partition + " holds a state of the analysis that this"
                    + " version cannot read (" + unreadable + "). Nothing was changed. Go on with the version and the"
                    + " detection layers that wrote it, or read the topic anew into an empty folder as another group"
                    + " (--analytics.results-dir=…, --spring.kafka.consumer.group-id=…; with the local broker"
                    + " --pipeline.fresh=true).");
        }
    }

    /**
     * Takes the next record. Its value is read where it lies, and not kept.
     *
     * @param offset the next one; what is missing before it was skipped
     * @param recordMicros the record's own time, microseconds since 1970: that of its event where the schema has none
     * @param bytes that hold the record's value, null for a tombstone
     * @param start where the value begins in them
     * @param end where it ends, exclusive
     * @return what of it is no event, in the order of its elements; mostly nothing
     * @throws WriterSchemas.Away when the schema that the record names cannot be told now: this engine is done, another
     *     one begins at the sink's stand
     */
    public List<Rejection> accept(long offset, long recordMicros, byte @Nullable [] bytes, int start, int end)
            throws IOException {
        begin(offset);
        batch.recordMicros = recordMicros;
        if (frames != null) {
            return acceptEach(frames, offset, bytes, start, end);
        }
        received++;
        Reject reject = decoder.decode(bytes, start, end, offset, batch);
        if (reject != null) {
            return List.of(reject(offset, whole(reject, bytes, start, end)));
        }
        if (batch.isFull()) {
            flush();
        }
        return List.of();
    }

    private List<Rejection> acceptEach(FrameDecoder list, long offset, byte @Nullable [] bytes, int start, int end)
            throws IOException {
        Reject reject = list.open(bytes, start, end, offset, batch);
        if (reject != null) {
            received++;
            return List.of(reject(offset, whole(reject, bytes, start, end)));
        }
        received += list.elements();
        empty += list.elements() == 0 ? 1 : 0;
        List<Rejection> rejections = new ArrayList<>(0);
        while (list.taken() < list.elements()) {
            Rejection rejection = list.take(batch);
            if (rejection != null) {
                rejections.add(reject(offset, rejection));
            }
            if (batch.isFull()) {
                flush();
            }
        }
        if (batch.isFull()) {
            flush();
        }
        return rejections;
    }

    private static Rejection whole(Reject reject, byte @Nullable [] bytes, int start, int end) {
        return new Rejection(Rejection.WHOLE, reject, bytes == null ? null : Arrays.copyOfRange(bytes, start, end));
    }

    private void begin(long offset) {
        if (offset != nextOffset) {
            throw new IllegalArgumentException("BUG: found offset " + offset + ", expected " + nextOffset);
        }
        records++;
        nextOffset = offset + 1;
    }

    private Rejection reject(long offset, Rejection rejection) throws IOException {
        keep(RejectedRecord.of(offset, hasTime ? null : batch.recordMicros, rejection), rejection);
        return rejection;
    }

    private void keep(RejectedRecord record, Rejection rejection) throws IOException {
        flush(); // the events before it move the clock, by which its window is known
        Reject reject = record.reject();
        analysis.reject();
        rejected.merge(reject.reason(), 1L, Long::sum);
        sink.append(record);
        printer.rejected(partition, record.offset(), rejection);
        misfit.noted(partition, reject, received).ifPresent(log::warn);
    }

    /**
     * Takes a row that an earlier analysis has kept, instead of its record. Those of one record follow each other, with
     * what was rejected of it between them.
     *
     * @param offset the record's, as in {@link #accept}; that of the row before it for a further one of its record
     * @param index of the event in its record's list, or 0
     * @param recordMicros the record's own time, microseconds since 1970
     * @param bytes that hold the row as {@link RowDocument} writes it
     * @param start where it begins in them
     * @param end where it ends, exclusive
     * @return why it is no event any more, null when it is one
     */
    public @Nullable Reject acceptRow(long offset, int index, long recordMicros, byte[] bytes, int start, int end)
            throws IOException {
        beginOrGoOn(offset);
        received++;
        batch.recordMicros = recordMicros;
        int row = batch.size();
        Reject reject = rowDecoder.decode(bytes, start, end, offset, batch);
        if (reject != null) {
            int which = frames == null ? Rejection.WHOLE : index;
            reject(offset, new Rejection(which, reject, Arrays.copyOfRange(bytes, start, end)));
            return reject;
        }
        batch.index[row] = index;
        if (batch.isFull()) {
            flush();
        }
        return null;
    }

    /**
     * Takes what an earlier analysis has rejected, instead of its record. It is judged once more where all of its bytes
     * are kept, and its record's time if that counts; else the former verdict stands.
     */
    public void acceptRejected(RejectedRecord kept) throws IOException {
        Long recordMicros = kept.recordMicros();
        boolean isJudged = kept.isWhole() && (hasTime || recordMicros != null);
        byte[] payload = kept.payload();
        int length = payload == null ? 0 : payload.length;
        if (isJudged && kept.index() == Rejection.WHOLE) {
            accept(kept.offset(), recordMicros == null ? 0 : recordMicros, payload, 0, length);
            return;
        }
        beginOrGoOn(kept.offset());
        received++;
        batch.recordMicros = recordMicros == null ? 0 : recordMicros;
        RejectedRecord still = isJudged && frames != null ? judged(frames, kept) : kept;
        if (still != null) {
            keep(still, new Rejection(still.index(), still.reject(), payload));
        }
        if (batch.isFull()) {
            flush();
        }
    }

    /**
     * What stands of a rejected element; null when it is an event now. Its record was kept with it alone in the list.
     */
    private @Nullable RejectedRecord judged(FrameDecoder list, RejectedRecord kept) {
        int row = batch.size();
        byte[] payload = kept.payload();
        int length = payload == null ? 0 : payload.length;
        Reject whole = list.open(payload, 0, length, kept.offset(), batch);
        Rejection element = whole == null && list.taken() < list.elements() ? list.take(batch) : null;
        if (whole != null || list.elements() != 1) {
            batch.truncate(row); // the bytes are the element's alone, without its record
            return kept;
        }
        batch.index[row] = kept.index();
        return element == null ? null : kept.with(element.reject());
    }

    private void beginOrGoOn(long offset) {
        if (frames == null || offset != nextOffset - 1) {
            begin(offset);
        }
    }

    /** The offsets from the next one up to this one, exclusive, hold no record that can be read. */
    public void skip(long offset) {
        if (offset < nextOffset) {
            throw new IllegalArgumentException("BUG: found offset " + offset + ", expected " + nextOffset);
        }
        skipped += offset - nextOffset;
        nextOffset = offset;
    }

    /** Analyses and hands over the events that were taken: the pipeline in five lines. */
    public void flush() throws IOException {
        if (batch.size() == 0) {
            return;
        }
        Verdicts verdicts = AnalysisFault.refused(partition, batch, analysis::analyse);
        sink.append(batch, verdicts);
        sink.append(analysis.takeClosedWindows(), nextOffset);
        Alert.write(partition, batch, verdicts, alertLimit, sink);
        printer.events(partition, batch, verdicts);
        batch.clear();
    }

    /** The next record's offset. */
    public long nextOffset() {
        return nextOffset;
    }

    /** Takes what a person says, into the next stand; what it has taken before changes nothing. */
    public void hear(Saying saying) throws IOException {
        if (saying instanceof Judgement judgement) {
            judgements = Judgement.with(judgements, judgement);
        } else if (saying instanceof NewNormal normal) {
            learnAnew(normal);
        }
    }

    /** The detector's usual is what comes from the next offset on. */
    private void learnAnew(NewNormal normal) throws IOException {
        if (normal.isAmong(normals) || normals.size() >= NewNormal.MOST) {
            return;
        }
        flush(); // the events before it are judged by what was usual
        analysis.forget(normal.detector());
        OptionalLong clock = analysis.clockMicros();
        normals = normal.with(normals, nextOffset, clock.isPresent() ? clock.getAsLong() : null);
    }

    /** Which detectors were learnt anew, from which offset on. */
    public List<NewNormal.Taken> normals() {
        return normals;
    }

    /** What people have said of the partition's flags. */
    public List<Judgement> judgements() {
        return judgements;
    }

    /** The partition's clock of event time, microseconds since 1970; empty before the first event. */
    public OptionalLong clockMicros() {
        return analysis.clockMicros();
    }

    /** What each detection layer at work is doing. */
    public List<LayerStatus> layers() {
        return analysis.layers();
    }

    /** How the partition's last events agreed with its clock. */
    public Punctuality punctuality() {
        return analysis.punctuality();
    }

    /** The ledger up to what was flushed; what listeners never heard is the host's to count. */
    public PartitionCounts counts() {
        AnalysisCounts analysed = analysis.counts();
        return new PartitionCounts(
                restored.received() + received,
                analysed.accepted(),
                rejectedByReason(),
                restored.skipped() + skipped,
                restored.lost(),
                restored.unknownFields() + (frames == null ? decoder.unknownFields() : frames.unknownFields()),
                restored.cutTimestamps() + (frames == null ? decoder.cutTimestamps() : frames.cutTimestamps()),
                analysed.flagged(),
                analysed.flaggedByLayer(),
                analysed.selected(),
                analysed.tallies(),
                analysed.late(),
                analysed.future(),
                analysed.labelled(),
                analysed.truePositives(),
                alertLimit.counts(),
                restored.unsent(),
                frames == null
                        ? null
                        : new PartitionCounts.Frames(restored.records() + records, restored.empty() + empty));
    }

    private Map<String, Long> rejectedByReason() {
        Map<String, Long> total = new TreeMap<>(restored.rejected());
        rejected.forEach((reason, count) -> total.merge(reason.label(), count, Long::sum));
        return total;
    }

    /**
     * Flushes, and takes stock: all that a sink's draft holds, but for what only a host with Kafka knows (leader epoch,
     * messages that wait).
     */
    public Stand stand() throws IOException {
        flush();
        state.reset();
        analysis.save(new DataOutputStream(state));
        OptionalLong clock = analysis.clockMicros();
        return new Stand(
                nextOffset,
                null,
                clock.isPresent() ? clock.getAsLong() : null,
                counts(),
                List.of(),
                judgements,
                normals,
                writers.known(),
                state.toByteArray());
    }
}
