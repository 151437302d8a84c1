package science.pipeline.formats;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import science.pipeline.schema.FieldPath;

/** The rows of columns. */
final class JsonColumnRows implements Rows {

    private final Path file;
    private final Map<String, List<JsonTree.@Nullable Cell>> columns;
    private final long before;
    private final int rows;
    private int next;

    /**
     * @param columns by their names, of one length
     * @param before how many rows the files before have
     */
    JsonColumnRows(Path file, Map<String, List<JsonTree.@Nullable Cell>> columns, long before) {
        this.file = file;
        this.columns = columns;
        this.before = before;
        rows = columns.values().iterator().next().size();
    }

    @Override
    public boolean advance() {
        next++;
        return next <= rows;
    }

    @Override
    public void check() {
        // All of it was read as JSON.
    }

    private JsonTree.@Nullable Cell find(String column) {
        List<JsonTree.@Nullable Cell> cells = columns.get(column);
        if (cells == null && column.indexOf('.') >= 0) {
            cells = columns.get(FieldPath.of(column));
        }
        return cells == null ? null : cells.get(next - 1);
    }

    @Override
    public @Nullable String cell(String column) {
        JsonTree.Cell cell = find(column);
        return cell == null ? null : cell.text();
    }

    @Override
    public boolean isQuoted(String column) {
        JsonTree.Cell cell = find(column);
        return cell != null && cell.isQuoted();
    }

    @Override
    public Collection<String> columns() {
        return columns.keySet();
    }

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public long line() {
        return 1;
    }

    @Override
    public long number() {
        return before + next;
    }

    @Override
    public String place() {
        return file + ", row " + next;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
