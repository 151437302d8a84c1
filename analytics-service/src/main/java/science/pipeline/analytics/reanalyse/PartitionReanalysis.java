package science.pipeline.analytics.reanalyse;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.codec.Reject;
import science.pipeline.codec.RowDocument;
import science.pipeline.dataset.commit.Beginning;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Origin;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.rows.PartitionDataset;
import science.pipeline.dataset.rows.PartitionRecords;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Judgement;
import science.pipeline.dataset.sink.NewNormal;
import science.pipeline.dataset.sink.PartitionCounts;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.sink.Sink;
import science.pipeline.dataset.sink.Stand;
import science.pipeline.engine.ConfigurationHash;
import science.pipeline.engine.Engine;
import science.pipeline.engine.EventPrinter;

/** One partition of a {@link Reanalysis}, run by one thread. */
final class PartitionReanalysis implements Callable<@Nullable Void> {

    /** As which commits name this host of the engine. */
    static final String HOST = "reanalyse";

    /** Between two looks at the clock. */
    private static final int RECORDS = 1024;

    private final ResultsFolder from;
    private final Commit books;
    private final Origin.Part part;
    private final Target target;
    private volatile long done;

    /**
     * Where it goes, and how.
     *
     * @param isOfSameSchema whether the rows were written under the same schema
     * @param alertsPerHour this partition's share
     */
    record Target(
            ResultsFolder folder,
            ResultsFolder.Identity identity,
            AnalysisConfiguration configuration,
            boolean isOfSameSchema,
            long alertsPerHour,
            long rollBytes,
            Duration commitInterval) {}

    /** @param books the newest commit that names the files */
    PartitionReanalysis(ResultsFolder from, Commit books, Origin.Part part, Target target) throws IOException {
        this.from = from;
        this.books = books;
        this.part = part;
        this.target = target;
        OptionalLong next = target.folder().nextOffset(part.partition());
        done = next.orElse(part.firstOffset()) - part.firstOffset();
    }

    /** Offsets that are done; any thread. */
    long done() {
        return done;
    }

    /** Offsets that are not. */
    long left() {
        return part.nextOffset() - part.firstOffset() - done;
    }

    @Override
    public @Nullable Void call() throws IOException, Fenced {
        boolean begun = target.folder().nextOffset(part.partition()).isPresent();
        if (begun && left() <= 0) {
            return null; // and perhaps somebody else has gone on since
        }
        Beginning beginning = new Beginning(
                HOST,
                HOST + "-" + UUID.randomUUID(),
                target.identity(),
                part.partition(),
                part.firstOffset(),
                ConfigurationHash.setup(target.configuration()));
        try (Sink sink = PartitionDataset.takeOver(target.folder(), beginning, target.rollBytes())) {
            run(sink);
        }
        return null;
    }

    private void run(Sink sink) throws IOException, Fenced {
        AnalysisConfiguration configuration = target.configuration();
        Engine engine = new Engine(
                part.partition(), configuration, target.alertsPerHour(), books.writers()::get, sink, EventPrinter.NONE);
        Queue<NewNormal.Taken> normals = new ArrayDeque<>(books.normals());
        normals.removeIf(known -> known.said().isAmong(engine.normals()));
        try (PartitionRecords records =
                new PartitionRecords(from, books, configuration.schema(), engine.nextOffset())) {
            long committed = System.nanoTime();
            for (int count = 1; records.hasNext() && records.offset() < part.nextOffset(); count++) {
                long offset = records.offset();
                if (offset >= engine.nextOffset()) { // else a further event of the same record
                    if (count >= RECORDS) {
                        count = 0;
                        done = engine.nextOffset() - part.firstOffset();
                        if (System.nanoTime() - committed
                                >= target.commitInterval().toNanos()) {
                            sink.draft(engine.stand(), false).commit();
                            committed = System.nanoTime();
                        }
                        if (Thread.currentThread().isInterrupted()) {
                            throw new IOException("interrupted, as another partition has failed");
                        }
                    }
                    repeat(normals, offset, engine);
                    engine.skip(offset);
                }
                if (records.isRow()) {
                    take(records.row(), engine);
                } else {
                    // What is no event for one analysis may be one for another: by another schema, or after a fix.
                    engine.acceptRejected(records.reject());
                }
                records.next();
            }
        }
        repeat(normals, part.nextOffset(), engine);
        engine.skip(part.nextOffset());
        Stand stand = engine.stand();
        PartitionCounts counts =
                stand.counts().takingOver(part.lost(), part.empty(), part.unknownFields(), part.cutTimestamps());
        List<Judgement> judgements = books.judgements().stream()
                .filter(one -> one.offset() < part.nextOffset())
                .toList();
        sink.draft(stand.with(counts, judgements, books.writers()), true).commit();
        done = part.nextOffset() - part.firstOffset();
    }

    /** Detectors are learnt anew where they were. */
    private static void repeat(Queue<NewNormal.Taken> normals, long upTo, Engine engine) throws IOException {
        while (!normals.isEmpty() && normals.element().offset() <= upTo) {
            NewNormal.Taken next = normals.remove();
            engine.skip(next.offset());
            engine.hear(next.said());
        }
    }

    private void take(RowDocument row, Engine engine) throws IOException {
        Reject reject = engine.acceptRow(row.offset(), row.index(), row.recordMicros(), row.bytes(), 0, row.length());
        if (reject != null && target.isOfSameSchema()) {
            throw new Refusal("The row of partition " + part.partition() + ", offset " + row.offset() + " in "
                    + from.root() + " is no event of its own schema: " + reject.detail()
                    + ". What was made of it is not committed. Run verify: it names files that are damaged.");
        }
    }
}
