package science.pipeline.dataset.rows;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.dataset.commit.AppendFile;
import science.pipeline.dataset.commit.Beginning;
import science.pipeline.dataset.commit.Claims;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.CommitLog;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.FileName;
import science.pipeline.dataset.commit.Kind;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Takeover;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.RejectedRecord;
import science.pipeline.dataset.sink.Sink;
import science.pipeline.dataset.sink.Stand;
import science.pipeline.dataset.windows.WindowFile;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Schema;

/**
 * What one owner writes of one partition. Rows go to open files at once and become part of the dataset with the next
 * commit.
 *
 * <p>{@link Sink} says who may call what when.
 */
public final class PartitionDataset implements Sink {

    private final ResultsFolder folder;
    private final int partition;
    private final CommitLog log;
    private final long rollBytes;
    private final byte[] header;
    private final RowWriter rows;
    private final Map<String, AppendFile> open = new HashMap<>();
    private final List<Commit.DataFile> sealed = new ArrayList<>();
    private final Claims claims;
    private final ResultsFolder.Place place;

    /** Of the last draft. */
    private List<AppendFile> leaving = List.of();

    private boolean newNames;
    private volatile Commit committed;

    /**
     * Takes the partition over, fencing whoever owned it before.
     *
     * @param beginning who takes it over, and where it begins if it has no commit yet
     * @param rollBytes a file that has grown to this length is followed by a new one
     * @throws Refusal when what is there cannot be trusted
     * @throws Fenced when somebody else takes it over at the same time
     */
    public static PartitionDataset takeOver(ResultsFolder folder, Beginning beginning, long rollBytes)
            throws IOException, Fenced {
        Takeover.Result result = new Takeover(folder, beginning.partition()).run(beginning);
        return new PartitionDataset(folder, result, rollBytes);
    }

    private PartitionDataset(ResultsFolder folder, Takeover.Result takeover, long rollBytes) {
        this.folder = folder;
        this.committed = takeover.commit();
        this.partition = committed.partition();
        this.log = folder.log(partition);
        this.claims = new Claims(folder, partition);
        this.place = takeover.place();
        this.rollBytes = rollBytes;
        Schema schema = committed.configuration().schema();
        this.header = new EventColumns(schema).header();
        this.rows = new RowWriter(partition, schema);
        takeover.resumed().forEach(file -> open.put(file.name.kind(), file));
        committed.files().stream().filter(file -> !file.open()).forEach(sealed::add);
    }

    @Override
    public Stand stand() {
        return committed.stand();
    }

    @Override
    public long firstOffset() {
        return committed.firstOffset();
    }

    /** Writes the batch's rows to every file that they belong to. */
    @Override
    public void append(EventBatch batch, Verdicts verdicts) throws IOException {
        int size = batch.size();
        rows.write(batch, verdicts);
        if (size > 0) {
            file(Kind.ALL_EVENTS, batch.offset[0]).appendRows(rows.lines(), 0, rows.start(size), size);
        }
        append(Kind.ANOMALIES, verdicts.flagged, batch);
        List<String> selections = verdicts.selections();
        for (int i = 0; i < selections.size(); i++) {
            append(selections.get(i), verdicts.selected(i), batch);
        }
    }

    /** Writes the wanted ones of the lines. */
    private void append(String kind, boolean[] wanted, EventBatch batch) throws IOException {
        AppendFile file = null;
        for (int row = 0; row < batch.size(); row++) {
            if (wanted[row]) {
                file = file == null ? file(kind, batch.offset[row]) : file;
                file.appendRows(rows.lines(), rows.start(row), rows.start(row + 1) - rows.start(row), 1);
            }
        }
    }

    @Override
    public void append(RejectedRecord rejected) throws IOException {
        byte[] line = RejectedLine.write(partition, rejected);
        file(Kind.REJECTED, rejected.offset()).appendRows(line, 0, line.length, 1);
    }

    @Override
    public void append(Collection<WindowContribution> windows, long offset) throws IOException {
        for (WindowContribution window : windows) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            window.save(new DataOutputStream(bytes));
            AppendFile file = file(Kind.WINDOWS, offset);
            file.append(WindowFile.prefix(bytes.size()), 0, WindowFile.PREFIX_BYTES);
            file.appendRows(bytes.toByteArray(), 0, bytes.size(), 1);
        }
    }

    /** The rows hold the flags and their reasons; listeners are none of the dataset's business. */
    @Override
    public void alert(long offset, int index, byte[] document) {}

    private AppendFile file(String kind, long offset) throws IOException {
        AppendFile file = open.get(kind);
        return file != null ? file : create(kind, offset);
    }

    private AppendFile create(String kind, long offset) throws IOException {
        checkPlace();
        FileName name = new FileName(kind, partition, committed.epoch(), offset);
        claims.claim(name);
        AppendFile file = AppendFile.create(folder.file(name), name, folder.writers());
        open.put(kind, file);
        newNames = true;
        if (Kind.isCsv(kind)) {
            file.append(header, 0, header.length);
        }
        return file;
    }

    /** What the next commit will say. */
    private final class Next implements Draft {

        private final Commit record;

        /** To be forced to disk before it. */
        private final List<AppendFile> files;

        /** Files that get no more rows, to be closed after it. */
        private final List<AppendFile> leaving;

        /** Whether a folder has changed. */
        private final boolean newNames;

        Next(Commit record, List<AppendFile> files, List<AppendFile> leaving, boolean newNames) {
            this.record = record;
            this.files = files;
            this.leaving = leaving;
            this.newNames = newNames;
        }

        @Override
        public void commit() throws IOException, Fenced {
            PartitionDataset.this.commit(this);
        }
    }

    /** With the last one its files are complete. */
    @Override
    public Draft draft(Stand stand, boolean last) throws IOException {
        List<AppendFile> files = new ArrayList<>(open.values());
        leaving = new ArrayList<>();
        List<Commit.DataFile> described = new ArrayList<>();
        for (AppendFile file : files) {
            file.flush();
            if (last || file.length() >= rollBytes) {
                leaving.add(file);
                open.remove(file.name.kind());
                sealed.add(file.describe(false));
            } else {
                described.add(file.describe(true));
            }
        }
        described.addAll(0, sealed);
        described.sort(Comparator.comparing(Commit.DataFile::name));
        Draft draft = new Next(committed.followedBy(stand, described), files, leaving, newNames);
        newNames = false;
        return draft;
    }

    private void commit(Next draft) throws IOException, Fenced {
        try {
            for (AppendFile file : draft.files) {
                file.force();
            }
            checkPlace(draft);
            if (draft.newNames) {
                Durable.syncFolder(folder.root());
                Durable.syncFolder(folder.commits(partition));
            }
            log.append(draft.record);
            committed = draft.record;
        } finally {
            AppendFile.letGo(draft.leaving);
        }
        draft.leaving.forEach(file -> claims.release(file.name));
    }

    /** Names lead to other files when a folder or a file was moved: rows went along, a commit would not. */
    private void checkPlace() throws IOException {
        folder.checkIdentity();
        if (!folder.place(partition).equals(place)) {
            throw new IOException(
                    "the results folder " + folder.root() + " was replaced by a copy while it was written");
        }
    }

    /** Whether all is where it was; a later owner may have swept files of this one away. */
    private void checkPlace(Next draft) throws IOException, Fenced {
        checkPlace();
        try {
            for (AppendFile file : draft.files) {
                file.checkPlace(folder.file(file.name));
            }
        } catch (IOException elsewhere) {
            log.checkIsNext(draft.record);
            throw elsewhere;
        }
    }

    /** Lets go of all files; those that no commit names go. */
    @Override
    public void close() throws IOException {
        AppendFile.letGo(open.values());
        AppendFile.letGo(leaving);
        open.clear();
        claims.sweep(committed.dataset(), committed.epoch());
    }
}
