package science.pipeline.formats;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** A JSON document in memory, in which numbers keep their digits; what is null is null. */
final class JsonTree {

    /** Some 500 MB. */
    private static final int MOST_CELLS = 5_000_000;

    private final JsonParser parser;
    private int cells;

    private JsonTree(JsonParser parser) {
        this.parser = parser;
    }

    /** A value, a list or an object. */
    sealed interface Item {}

    record Cell(String text, boolean isQuoted) implements Item {}

    record Sequence(List<@Nullable Item> items) implements Item {

        boolean isOfCells() {
            return areCells(items);
        }

        List<@Nullable Cell> cells() {
            return cellsOf(items);
        }
    }

    record Keyed(Map<String, @Nullable Item> items) implements Item {

        boolean isOfCells() {
            return areCells(items.values());
        }

        List<@Nullable Cell> cells() {
            return cellsOf(items.values());
        }
    }

    private static boolean areCells(Collection<@Nullable Item> items) {
        return !items.isEmpty() && items.stream().allMatch(item -> item == null || item instanceof Cell);
    }

    private static List<@Nullable Cell> cellsOf(Collection<@Nullable Item> items) {
        List<@Nullable Cell> cells = new ArrayList<>(items.size());
        for (Item item : items) {
            cells.add(item instanceof Cell cell ? cell : null);
        }
        return cells;
    }

    /**
     * @param bytes uncompressed; closed
     * @throws FileFault if it holds too much
     */
    static Item read(InputStream bytes) {
        try (JsonParser parser = JsonCells.JSON.createParser(ObjectReadContext.empty(), new Utf8Reader(bytes))) {
            parser.nextToken();
            Item item = new JsonTree(parser).item();
            return item == null ? new Sequence(List.of()) : item;
        }
    }

    private @Nullable Item item() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> list();
            case VALUE_NULL -> null;
            case VALUE_STRING -> cell(true);
            default -> cell(false);
        };
    }

    private Cell cell(boolean isQuoted) {
        if (++cells > MOST_CELLS) {
            throw new FileFault("found more than " + MOST_CELLS
                    + " values in one JSON document without a list of objects, expected fewer, or one object a line");
        }
        return new Cell(parser.getString(), isQuoted);
    }

    private Keyed object() {
        Map<String, @Nullable Item> items = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            items.put(key, item());
        }
        return new Keyed(items);
    }

    private Sequence list() {
        List<@Nullable Item> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(item());
        }
        return new Sequence(items);
    }
}
