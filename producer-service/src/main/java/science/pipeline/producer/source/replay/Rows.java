package science.pipeline.producer.source.replay;

import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import science.pipeline.producer.source.SourceException;

/** The rows of a recorded file, one after the other. */
interface Rows extends AutoCloseable {

    /**
     * Goes to the next row, whatever it holds; false at the end of the file.
     *
     * @throws SourceException if there is a further row that cannot be found
     */
    boolean advance();

    /** @throws SourceException if the row as a whole cannot be read; the rows behind it can */
    void check();

    /** What the row holds in a column, or null if it has no such cell. */
    @Nullable String cell(String column);

    /** The columns, where a header tells them; otherwise those of the row. */
    Collection<String> columns();

    /** Whether every row has the same columns, known before the first. */
    boolean hasHeader();

    Path file();

    /** Line of the row in its file, the last one if it takes several; from 1. */
    long line();

    /** Where the row stands, for messages. */
    default String place() {
        return file() + ", line " + line();
    }

    @Override
    void close();
}
