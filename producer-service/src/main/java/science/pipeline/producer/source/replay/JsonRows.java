package science.pipeline.producer.source.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.producer.source.SourceException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file of JSON lines: one object a line, UTF-8, its keys are the columns. */
final class JsonRows implements Rows {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // A table of keys fails on many of one hash.
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;
    private final Utf8Reader utf8;
    private final BufferedReader reader;
    private long line;
    private @Nullable String text;
    private @Nullable JsonNode row;

    JsonRows(Path file) {
        this.file = file;
        try {
            utf8 = new Utf8Reader(Files.newInputStream(file));
            reader = new BufferedReader(utf8);
        } catch (IOException e) {
            throw new SourceException(file + ": it cannot be read (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public boolean advance() {
        row = null;
        try {
            do {
                text = reader.readLine();
                line++;
            } while (text != null && text.isBlank());
            return text != null;
        } catch (IOException e) {
            throw new SourceException(place() + ": it cannot be read (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void check() {
        utf8.misfit(line, line).ifPresent(misfit -> {
            throw new SourceException(place() + ", " + misfit);
        });
        row();
    }

    private JsonNode row() {
        if (text == null) {
            throw new IllegalStateException("BUG: a cell is read where no row is");
        }
        if (row == null) {
            row = object(text);
        }
        return row;
    }

    private JsonNode object(String json) {
        try {
            JsonNode node = JSON.readTree(json);
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
        JsonNode value = row().get(column);
        return value == null || !value.isValueNode() || value.isNull() ? null : value.asString();
    }

    @Override
    public Collection<String> columns() {
        return text == null ? List.of() : row().propertyNames();
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
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
