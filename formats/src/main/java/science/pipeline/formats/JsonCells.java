package science.pipeline.formats;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import science.pipeline.schema.FieldPath;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * The values of a JSON object by their paths ({@code device.urn}, {@code position.0}), each as it is written: a number
 * keeps its digits. What is null is not there. A list of numbers stands at its own path too, as {@code [1,2.5]}.
 */
final class JsonCells {

    static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // A table of keys fails on many of one hash.
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private static final int MOST_ELEMENTS = 64;

    private record Value(String text, boolean isQuoted) {}

    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Set<String> unlisted = new HashSet<>();

    private JsonCells() {}

    /** Reads the object whose brace the parser stands at, up to its end. */
    static JsonCells object(JsonParser parser) {
        JsonCells cells = new JsonCells();
        cells.object("", parser);
        return cells;
    }

    private void object(String path, JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = FieldPath.of(parser.currentName());
            parser.nextToken();
            value(path.isEmpty() ? key : path + '.' + key, parser);
        }
    }

    private void list(String path, JsonParser parser) {
        StringJoiner numbers = new StringJoiner(",", "[", "]");
        boolean isOfNumbers = true;
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            isOfNumbers &= parser.currentToken().isNumeric();
            if (isOfNumbers) {
                numbers.add(parser.getString());
            }
            value(path + '.' + i, parser);
            if (isOfNumbers && i >= MOST_ELEMENTS) {
                unlisted.add(path + '.' + i);
            }
        }
        if (isOfNumbers) {
            values.put(path, new Value(numbers.toString(), false));
        }
    }

    private void value(String path, JsonParser parser) {
        switch (parser.currentToken()) {
            case START_OBJECT -> object(path, parser);
            case START_ARRAY -> list(path, parser);
            case VALUE_NULL -> {}
            case VALUE_STRING -> values.put(path, new Value(parser.getString(), true));
            default -> values.put(path, new Value(parser.getString(), false));
        }
    }

    /** How many elements each list has that holds objects, by its path; lists within such elements are left out. */
    Map<String, Integer> lists() {
        Map<String, Integer> lists = new LinkedHashMap<>();
        for (String path : values.keySet()) {
            List<String> keys = FieldPath.keys(path);
            for (int i = 1; i < keys.size() - 1; i++) {
                if (keys.get(i).matches("[0-9]{1,6}")) {
                    lists.merge(FieldPath.of(keys.subList(0, i)), Integer.parseInt(keys.get(i)) + 1, Math::max);
                    break;
                }
            }
        }
        return lists;
    }

    /** An element of a list with what is around the list, as if each stood at the list's own path. */
    JsonCells element(String list, int index) {
        String own = list + '.' + index + '.';
        JsonCells element = new JsonCells();
        values.forEach((path, value) -> {
            if (path.startsWith(own)) {
                String inElement = list + '.' + path.substring(own.length());
                element.values.put(inElement, value);
                if (unlisted.contains(path)) {
                    element.unlisted.add(inElement);
                }
            } else if (!path.startsWith(list + '.')) {
                element.values.put(path, value);
            }
        });
        return element;
    }

    /** What stands at a path, or under a key that has points in its name; null if nothing does. */
    @Nullable String text(String path) {
        Value value = find(path);
        return value == null ? null : value.text;
    }

    boolean isQuoted(String path) {
        Value value = find(path);
        return value != null && value.isQuoted;
    }

    private @Nullable Value find(String path) {
        Value value = values.get(path);
        return value == null && path.indexOf('.') >= 0 ? values.get(FieldPath.of(path)) : value;
    }

    /** All but the elements of a long list of numbers, which would crowd out what stands beside it. */
    Set<String> paths() {
        if (unlisted.isEmpty()) {
            return values.keySet();
        }
        Set<String> paths = new LinkedHashSet<>(values.keySet());
        paths.removeAll(unlisted);
        return paths;
    }
}
