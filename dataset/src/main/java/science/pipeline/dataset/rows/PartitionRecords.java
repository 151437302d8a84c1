package science.pipeline.dataset.rows;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.RowDocument;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Kind;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.RejectedRecord;
import science.pipeline.schema.Schema;

/**
 * The records of one partition that a commit has in its books, read again in the order of their offsets and indices:
 * rows as documents, rejects as they were kept. Offsets between them hold no record, or one with an empty list. Memory
 * does not grow with the dataset. Touched by one thread.
 */
public final class PartitionRecords implements Closeable {

    private final Track rows;
    private final Track rejects;
    private final Schema schema;
    private @Nullable RowDocument row;
    private @Nullable RejectedRecord rejected;
    private boolean hasRow;

    /** Files of one kind, one after the other. */
    private static final class Track implements Closeable {

        private final ResultsFolder folder;
        private final Deque<Commit.DataFile> files;
        private @Nullable CommittedLines lines;

        Track(ResultsFolder folder, List<Commit.DataFile> files, long from) {
            this.folder = folder;
            this.files = new ArrayDeque<>(files);
            while (this.files.size() > 1 && firstOffsetOfSecond() <= from) {
                this.files.removeFirst();
            }
        }

        private long firstOffsetOfSecond() {
            return files.stream().skip(1).findFirst().orElseThrow().fileName().firstOffset();
        }

        /** Opens the next file; null after the last. */
        @Nullable CommittedLines open() throws IOException {
            close();
            Commit.DataFile file = files.pollFirst();
            lines = file == null ? null : new CommittedLines(folder, file);
            return lines;
        }

        @Override
        public void close() throws IOException {
            if (lines != null) {
                lines.close();
            }
        }
    }

    /**
     * Reads those from an offset on.
     *
     * @param schema under which rows become documents; its fields are found among the columns by their names
     */
    public PartitionRecords(ResultsFolder folder, Commit commit, Schema schema, long from) throws IOException {
        this.schema = schema;
        rows = new Track(folder, files(commit, Kind.ALL_EVENTS), from);
        rejects = new Track(folder, files(commit, Kind.REJECTED), from);
        do {
            nextRow();
        } while (hasRow && rowDocument().offset() < from);
        do {
            nextReject();
        } while (rejected != null && rejected.offset() < from);
    }

    private static List<Commit.DataFile> files(Commit commit, String kind) {
        return commit.files().stream()
                .filter(file -> file.fileName().kind().equals(kind))
                .sorted(Comparator.comparingLong(file -> file.fileName().firstOffset()))
                .toList();
    }

    /** Whether there is a record here. */
    public boolean hasNext() {
        return hasRow || rejected != null;
    }

    /** Whether the record here is a row. */
    public boolean isRow() {
        RejectedRecord reject = rejected;
        return hasRow && (reject == null || isBefore(rowDocument(), reject));
    }

    private static boolean isBefore(RowDocument row, RejectedRecord reject) {
        return row.offset() < reject.offset() || row.offset() == reject.offset() && row.index() < reject.index();
    }

    /** Where the record here stands. */
    public long offset() {
        return isRow() ? rowDocument().offset() : reject().offset();
    }

    /** The row here; another one after the next step. */
    public RowDocument row() {
        return rowDocument();
    }

    /** The rejected record here. */
    public RejectedRecord reject() {
        if (rejected == null) {
            throw new IllegalStateException("BUG: there is no reject here");
        }
        return rejected;
    }

    private RowDocument rowDocument() {
        if (row == null) {
            throw new IllegalStateException("BUG: there is no row here");
        }
        return row;
    }

    /** Goes to the next record. */
    public void next() throws IOException {
        if (isRow()) {
            nextRow();
        } else {
            nextReject();
        }
    }

    private void nextRow() throws IOException {
        CommittedLines lines = rows.lines == null ? openRows() : rows.lines;
        while (lines != null && !lines.next()) {
            lines = openRows();
        }
        hasRow = lines != null;
        if (lines != null) {
            try {
                rowDocument().read(lines.bytes(), lines.start(), lines.end());
            } catch (IllegalArgumentException unreadable) {
                throw lines.damaged(String.valueOf(unreadable.getMessage()));
            }
        }
    }

    private @Nullable CommittedLines openRows() throws IOException {
        CommittedLines lines = rows.open();
        if (lines != null) {
            if (!lines.next()) {
                throw lines.damaged("it has no header");
            }
            String header =
                    new String(lines.bytes(), lines.start(), lines.end() - lines.start(), StandardCharsets.UTF_8);
            List<String> columns = List.of(header.split(",", -1));
            if (!columns.containsAll(Schema.VERDICT_COLUMNS)) {
                throw lines.damaged("its first line is not the expected header");
            }
            row = new RowDocument(schema, columns);
        }
        return lines;
    }

    private void nextReject() throws IOException {
        CommittedLines lines = rejects.lines == null ? rejects.open() : rejects.lines;
        while (lines != null && !lines.next()) {
            lines = rejects.open();
        }
        try {
            rejected = lines == null ? null : RejectedLine.read(lines.bytes(), lines.start(), lines.end());
        } catch (IllegalArgumentException unreadable) {
            throw lines.damaged(String.valueOf(unreadable.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        try (rows) {
            rejects.close();
        }
    }
}
