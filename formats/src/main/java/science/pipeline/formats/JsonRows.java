package science.pipeline.formats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** A file of JSON lines: one object a line, UTF-8; the paths of its values are the columns. */
final class JsonRows implements Rows {

    private final Path file;
    private final Utf8Reader utf8;
    private final BufferedReader reader;
    private long number;
    private long line;
    private @Nullable String text;
    private @Nullable JsonCells row;

    /**
     * @param bytes the file's, uncompressed; closed with the rows
     * @param before how many rows the files before have
     */
    JsonRows(Path file, InputStream bytes, long before) {
        number = before;
        this.file = file;
        utf8 = new Utf8Reader(bytes);
        reader = new BufferedReader(utf8);
    }

    @Override
    public boolean advance() {
        row = null;
        number++;
        try {
            do {
                text = reader.readLine();
                line++;
            } while (text != null && text.isBlank());
            return text != null;
        } catch (IOException e) {
            throw new FileFault(place() + ": it cannot be read (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void check() {
        utf8.misfit(line, line).ifPresent(misfit -> {
            throw new FileFault(place() + ", " + misfit);
        });
        row();
    }

    private JsonCells row() {
        if (text == null) {
            throw new IllegalStateException("BUG: a cell is read where no row is");
        }
        if (row == null) {
            row = object(text);
        }
        return row;
    }

    private JsonCells object(String json) {
        try (JsonParser parser = JsonCells.JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                JsonCells cells = JsonCells.object(parser);
                if (parser.nextToken() != null) {
                    throw new FileFault(place() + ": found no JSON (more behind the object), expected one object");
                }
                return cells;
            }
        } catch (JacksonException e) {
            throw new FileFault(place() + ": found no JSON (" + e.getOriginalMessage() + "), expected one object", e);
        }
        throw new FileFault(place() + ": found JSON that is no object, expected one object a line");
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
        return text == null ? List.of() : row().paths();
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
        return line;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
