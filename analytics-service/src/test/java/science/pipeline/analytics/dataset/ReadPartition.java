package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A partition with 200 committed records, for tests of other rooms. */
public final class ReadPartition implements AutoCloseable {

    private final Rows rows;

    private ReadPartition(Rows rows) {
        this.rows = rows;
    }

    /** Reads and commits; its owner goes on. */
    public static ReadPartition of(Path root, int partition) {
        try {
            return new ReadPartition(Rows.takeOver(ResultsFolder.open(root), partition, "owner-" + partition)
                    .appendUpTo(200)
                    .commit());
        } catch (IOException | Fenced failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Its owner leaves in good order. */
    public void leave() {
        try {
            rows.leave();
        } catch (IOException | Fenced failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
