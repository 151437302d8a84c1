package science.pipeline.formats;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * JSON over as many lines as it likes: a list of objects, an object in which the first list of objects holds the rows
 * (as the {@code features} of GeoJSON), or one object after the other. The paths of an object's values are the columns.
 */
final class JsonDocumentRows implements Rows {

    private final Path file;
    private final Utf8Reader utf8;
    private final JsonParser parser;
    private final boolean isList;
    private long number;
    private long firstLine = 1;
    private @Nullable JsonCells row;

    /**
     * @param bytes the file's, uncompressed; closed with the rows
     * @param isList whether the rows are the elements of a list
     * @param before how many rows the files before have
     */
    JsonDocumentRows(Path file, InputStream bytes, boolean isList, long before) {
        number = before;
        this.file = file;
        this.isList = isList;
        utf8 = new Utf8Reader(bytes);
        try {
            parser = JsonCells.JSON.createParser(ObjectReadContext.empty(), utf8);
            if (isList) {
                goToList();
            }
        } catch (JacksonException e) {
            throw noJson(e);
        }
    }

    /** Behind the bracket of the first list that begins with an object. */
    private void goToList() {
        JsonToken before = null;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (before == JsonToken.START_ARRAY && token == JsonToken.START_OBJECT) {
                return;
            }
            before = token;
        }
        throw new FileFault(file + ": found JSON without a list of objects, expected one, or one object a line");
    }

    @Override
    public boolean advance() {
        try {
            boolean isAtFirst = isList && row == null && parser.currentToken() == JsonToken.START_OBJECT;
            JsonToken token = isAtFirst ? parser.currentToken() : parser.nextToken();
            firstLine = parser.currentTokenLocation().getLineNr();
            if (token == null || token == JsonToken.END_ARRAY && isList) {
                row = null;
                return false;
            }
            if (token != JsonToken.START_OBJECT) {
                throw new FileFault(place() + ": found JSON that is no object, expected objects only");
            }
            row = JsonCells.object(parser);
            number++;
            return true;
        } catch (JacksonException e) {
            throw noJson(e);
        }
    }

    private FileFault noJson(JacksonException e) {
        long line = e.getLocation() == null ? firstLine : e.getLocation().getLineNr();
        return new FileFault(
                file + ", line " + line + ": found no JSON (" + e.getOriginalMessage()
                        + "), no row can be read from here on",
                e);
    }

    @Override
    public void check() {
        utf8.misfit(firstLine, line()).ifPresent(misfit -> {
            throw new FileFault(place() + ", " + misfit);
        });
    }

    private JsonCells row() {
        if (row == null) {
            throw new IllegalStateException("BUG: a cell is read where no row is");
        }
        return row;
    }

    @Override
    public @Nullable String cell(String column) {
        return row().text(column);
    }

    @Override
    public boolean isQuoted(String column) {
        return row().isQuoted(column);
    }

    @Override
    public Collection<String> columns() {
        return row == null ? List.of() : row.paths();
    }

    @Override
    public boolean hasHeader() {
        return false;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public long line() {
        return Math.max(1, parser.currentLocation().getLineNr());
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public void close() {
        parser.close();
    }
}
