package science.pipeline.formats;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a recorded file, one after the other. Touched by one thread. */
public interface Rows extends AutoCloseable {

    /** The column that ends a navigator's sentence. */
    String CHECKSUM = "checksum";

    /**
     * Goes to the next row, whatever it holds; false at the end of the file.
     *
     * @throws FileFault if there is a further row that cannot be found
     */
    boolean advance();

    /** @throws FileFault if the row as a whole cannot be read; the rows behind it can */
    void check();

    /**
     * What the row holds in a column, as it is written there, or null if it has no such cell. In JSON a column is a
     * path of keys ({@code device.urn}), and the elements of a list have their number for a key ({@code position.0}).
     */
    @Nullable String cell(String column);

    /** Whether the cell is a JSON string: a number there would have no quotes. */
    boolean isQuoted(String column);

    /** The columns, where they are known before the first row; otherwise those of the row. */
    Collection<String> columns();

    /** The units of the columns in their order, where the file tells them; otherwise empty. */
    default List<String> units() {
        return List.of();
    }

    /** Whether every row has the same columns, known before the first. */
    boolean hasHeader();

    Path file();

    /** Line of the row in its file, the last one if it takes several; from 1. */
    long line();

    /** Number of the row, from 1, behind those of the files before. */
    long number();

    /** Where the row stands, for messages. */
    default String place() {
        return file() + ", line " + line();
    }

    @Override
    void close();
}
