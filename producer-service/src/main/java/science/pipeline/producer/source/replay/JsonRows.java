package science.pipeline.producer.source.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.producer.source.SourceException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file of JSON lines: one object a line, UTF-8, its keys are the columns. */
final class JsonRows implements Rows {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;
    private final BufferedReader reader;
    private long line;
    private @Nullable JsonNode row;

    JsonRows(Path file) {
        this.file = file;
        try {
            reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SourceException(file + ": it cannot be read (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public boolean advance() {
        try {
            String text;
            do {
                text = reader.readLine();
                line++;
            } while (text != null && text.isBlank());
            row = text == null ? null : object(text);
            return row != null;
        } catch (IOException e) {
            throw new SourceException(place() + ": it cannot be read (" + e.getMessage() + "); expected UTF-8", e);
        }
    }

    private JsonNode object(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw new SourceException(
                    place() + ": found no JSON (" + e.getOriginalMessage() + "), expected one object", e);
        }
        throw new SourceException(place() + ": found JSON that is no object, expected one object a line");
    }

    @Override
    public @Nullable String cell(String column) {
        JsonNode value = row == null ? null : row.get(column);
        return value == null || !value.isValueNode() || value.isNull() ? null : value.asString();
    }

    @Override
    public Collection<String> columns() {
        return row == null ? List.of() : row.propertyNames();
    }

    @Override
    public boolean hasHeader() {
        return false;
    }

    @Override
    public String place() {
        return file + ", line " + line;
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
