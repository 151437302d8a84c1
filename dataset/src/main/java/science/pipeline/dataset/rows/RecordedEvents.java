package science.pipeline.dataset.rows;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Kind;
import science.pipeline.dataset.commit.PartBytes;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Schema;

/**
 * The accepted events that the newest commits name, read again from their files: in offset order, batch by batch, to
 * the committed length. Memory does not grow with the dataset.
 */
public final class RecordedEvents {

    private static final int BUFFER_BYTES = 1 << 16;

    private final ResultsFolder folder;
    private final List<Commit> commits;

    private RecordedEvents(ResultsFolder folder, List<Commit> commits) {
        this.folder = folder;
        this.commits = commits;
    }

    /** Those that are committed now. */
    public static RecordedEvents of(ResultsFolder folder) throws IOException {
        return new RecordedEvents(folder, folder.newestCommits());
    }

    /** How many there are. */
    public long total() {
        return commits.stream().mapToLong(commit -> commit.counts().accepted()).sum();
    }

    /** What they are. */
    public Schema schema() {
        return Commit.schema(commits);
    }

    /** Their partitions, ascending. */
    public List<Integer> partitions() {
        return commits.stream().map(Commit::partition).toList();
    }

    /**
     * Reads the events of a partition.
     *
     * @param batch of {@link #schema}, filled again and again
     * @param taker called for each filled batch; false ends the reading
     * @return whether it came to the end
     * @throws IOException also when a file went to another owner meanwhile
     */
    public boolean read(int partition, EventBatch batch, BooleanSupplier taker) throws IOException {
        RecordedRow row = new RecordedRow(batch, new EventColumns(batch.schema));
        for (Commit.DataFile file : files(partition)) {
            try (InputStream in = new BufferedInputStream(PartBytes.open(folder, file), BUFFER_BYTES)) {
                if (!read(in, file.bytes(), row, batch, taker)) {
                    return false;
                }
            }
        }
        return batch.size() == 0 || hand(batch, taker);
    }

    private List<Commit.DataFile> files(int partition) {
        return commits.stream()
                .filter(commit -> commit.partition() == partition)
                .flatMap(commit -> commit.files().stream())
                .filter(file -> file.fileName().kind().equals(Kind.ALL_EVENTS))
                .sorted(Comparator.comparingLong(file -> file.fileName().firstOffset()))
                .toList();
    }

    private static boolean read(InputStream in, long bytes, RecordedRow row, EventBatch batch, BooleanSupplier taker)
            throws IOException {
        boolean header = true;
        for (long at = 0; at < bytes; at++) {
            int next = in.read();
            if (next != '\n') {
                row.add((byte) next);
                continue;
            }
            if (header) {
                row.takeHeader();
                header = false;
            } else {
                row.append();
            }
            if (batch.isFull() && !hand(batch, taker)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hand(EventBatch batch, BooleanSupplier taker) {
        boolean goOn = taker.getAsBoolean();
        batch.clear();
        return goOn;
    }
}
