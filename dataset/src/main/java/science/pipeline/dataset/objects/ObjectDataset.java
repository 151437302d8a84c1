package science.pipeline.dataset.objects;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.dataset.commit.Beginning;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.FileName;
import science.pipeline.dataset.commit.Kind;
import science.pipeline.dataset.commit.Takeover;
import science.pipeline.dataset.rows.EventColumns;
import science.pipeline.dataset.rows.RejectedLine;
import science.pipeline.dataset.rows.RowWriter;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.RejectedRecord;
import science.pipeline.dataset.sink.Sink;
import science.pipeline.dataset.sink.Stand;
import science.pipeline.dataset.windows.WindowFile;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Schema;

/**
 * What one owner puts of one partition into an object store: between two stands an object of each kind that has rows,
 * under a name of its epoch and its first offset, so that no name comes twice; then the commit that names them.
 */
public final class ObjectDataset implements Sink {

    private final ObjectStore store;
    private final ObjectLog log;
    private final int partition;
    private final byte[] header;
    private final RowWriter rows;
    private final Map<String, Part> open = new TreeMap<>();

    /** Of the last draft, until it is committed. */
    private List<Part> leaving = List.of();

    private volatile Commit committed;

    /** An object that is written. */
    private static final class Part {
        final FileName name;
        final ObjectStore.Writing object;
        final CRC32C crc = new CRC32C();
        long bytes;
        long rows;

        Part(FileName name, ObjectStore.Writing object) {
            this.name = name;
            this.object = object;
        }

        void append(byte[] from, int start, int length, int more) throws IOException {
            object.write(from, start, length);
            crc.update(from, start, length);
            bytes += length;
            rows += more;
        }

        Commit.DataFile describe() {
            return new Commit.DataFile(name.toString(), rows, bytes, Durable.hex(crc), false);
        }
    }

    /**
     * Takes the partition over, fencing whoever owned it before.
     *
     * @throws science.pipeline.dataset.sink.Refusal when what is there cannot be trusted
     * @throws Fenced when somebody else takes it over at the same time
     */
    public static ObjectDataset takeOver(ObjectStore store, Beginning beginning) throws IOException, Fenced {
        ObjectLog log = new ObjectLog(store);
        Commit mine = fence(log, beginning, store.place());
        sweep(store, mine);
        return new ObjectDataset(store, log, mine);
    }

    private ObjectDataset(ObjectStore store, ObjectLog log, Commit mine) {
        this.store = store;
        this.log = log;
        this.partition = mine.partition();
        this.committed = mine;
        Schema schema = mine.configuration().schema();
        this.header = new EventColumns(schema).header();
        this.rows = new RowWriter(partition, schema);
    }

    private static Commit fence(ObjectLog log, Beginning beginning, String place) throws IOException {
        while (true) {
            Optional<Commit> newest = log.newest(beginning.partition());
            newest.ifPresent(commit -> Takeover.check(commit, beginning, place));
            Commit mine = newest.map(commit -> commit.takenOver(beginning)).orElseGet(() -> Commit.first(beginning));
            try {
                log.append(mine);
                return mine;
            } catch (Fenced somebodyWasFaster) {
                // read what it put, and follow that
            }
        }
    }

    /** Removes what former owners put and never committed; one that only slept finds its commit fenced. */
    private static void sweep(ObjectStore store, Commit mine) throws IOException {
        Set<String> named = new HashSet<>();
        mine.files().forEach(file -> named.add(file.name()));
        for (String folder : List.of("", ObjectLog.folder(mine.partition()))) {
            for (String name : store.list(folder)) {
                Optional<FileName> part = FileName.parse(name);
                if (part.isPresent()
                        && part.get().partition() == mine.partition()
                        && part.get().epoch() < mine.epoch()
                        && !named.contains(name)) {
                    store.delete(path(part.get()));
                }
            }
        }
    }

    /** Where an object lies, as the file of a results folder does. */
    static String path(FileName name) {
        return name.kind().equals(Kind.WINDOWS) ? ObjectLog.folder(name.partition()) + "/" + name : name.toString();
    }

    @Override
    public Stand stand() {
        return committed.stand();
    }

    @Override
    public long firstOffset() {
        return committed.firstOffset();
    }

    @Override
    public void append(EventBatch batch, Verdicts verdicts) throws IOException {
        int size = batch.size();
        rows.write(batch, verdicts);
        if (size > 0) {
            part(Kind.ALL_EVENTS, batch.offset[0]).append(rows.lines(), 0, rows.start(size), size);
        }
        append(Kind.ANOMALIES, verdicts.flagged, batch);
        List<String> selections = verdicts.selections();
        for (int i = 0; i < selections.size(); i++) {
            append(selections.get(i), verdicts.selected(i), batch);
        }
    }

    private void append(String kind, boolean[] wanted, EventBatch batch) throws IOException {
        for (int row = 0; row < batch.size(); row++) {
            if (wanted[row]) {
                part(kind, batch.offset[row])
                        .append(rows.lines(), rows.start(row), rows.start(row + 1) - rows.start(row), 1);
            }
        }
    }

    @Override
    public void append(RejectedRecord rejected) throws IOException {
        byte[] line = RejectedLine.write(partition, rejected);
        part(Kind.REJECTED, rejected.offset()).append(line, 0, line.length, 1);
    }

    @Override
    public void append(Collection<WindowContribution> windows, long offset) throws IOException {
        for (WindowContribution window : windows) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            window.save(new DataOutputStream(bytes));
            Part part = part(Kind.WINDOWS, offset);
            part.append(WindowFile.prefix(bytes.size()), 0, WindowFile.PREFIX_BYTES, 0);
            part.append(bytes.toByteArray(), 0, bytes.size(), 1);
        }
    }

    /** The rows hold the flags and their reasons. */
    @Override
    public void alert(long offset, int index, byte[] document) {}

    private Part part(String kind, long offset) throws IOException {
        Part part = open.get(kind);
        if (part == null) {
            FileName name = new FileName(kind, partition, committed.epoch(), offset);
            part = new Part(name, store.create(path(name)));
            open.put(kind, part);
            if (Kind.isCsv(kind)) {
                part.append(header, 0, header.length, 0);
            }
        }
        return part;
    }

    /** What came since the last one is in objects of its own. */
    @Override
    public Draft draft(Stand stand, boolean last) {
        List<Part> parts = new ArrayList<>(open.values());
        open.clear();
        leaving = parts;
        List<Commit.DataFile> files = new ArrayList<>(committed.files());
        parts.forEach(part -> files.add(part.describe()));
        files.sort(Comparator.comparing(Commit.DataFile::name));
        Commit next = committed.followedBy(stand, files);
        return () -> {
            for (Part part : parts) {
                part.object.finish();
            }
            log.append(next);
            committed = next;
        };
    }

    @Override
    public void close() throws IOException {
        for (List<Part> parts : List.of(List.copyOf(open.values()), leaving)) {
            for (Part part : parts) {
                part.object.close();
            }
        }
        open.clear();
    }
}
