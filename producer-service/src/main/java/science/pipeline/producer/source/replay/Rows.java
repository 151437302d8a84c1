package science.pipeline.producer.source.replay;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The rows of a recorded file, one after the other. */
interface Rows extends AutoCloseable {

    /** Goes to the next row; false at the end of the file. */
    boolean advance();

    /** What the row holds in a column, or null if it has no such cell. */
    @Nullable String cell(String column);

    /** The columns, where a header tells them; otherwise those of the row. */
    Collection<String> columns();

    /** Whether every row has the same columns, known before the first. */
    boolean hasHeader();

    /** Where the row stands, for messages. */
    String place();

    @Override
    void close();
}
