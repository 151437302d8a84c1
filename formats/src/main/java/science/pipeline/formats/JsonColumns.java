package science.pipeline.formats;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import science.pipeline.formats.JsonTree.Item;
import science.pipeline.schema.FieldPath;
import tools.jackson.core.JacksonException;

/**
 * A JSON document that holds its rows the other way round, or as bare lists:
 *
 * <ul>
 *   <li>columns as lists of one length, {@code {"time": […], "t": […]}}, at whatever depth;
 *   <li>columns by the number of the row, {@code {"t": {"0": 1.5, "1": 1.6}}}, as pandas writes; keys that do not count
 *       from 0 are the column {@code index};
 *   <li>rows as lists, {@code [[…], […]]} or under a key, with the names in a list of as many texts elsewhere, as
 *       {@code columns}, or in the first row.
 * </ul>
 *
 * A value of which there is one only, as the place of a station, is that of every row. Cells are kept as written. The
 * document is held in memory.
 */
final class JsonColumns {

    private static final String INDEX = "index";

    private final Map<String, List<JsonTree.@Nullable Cell>> vectors = new LinkedHashMap<>();
    private final Map<String, List<List<JsonTree.@Nullable Cell>>> lists = new LinkedHashMap<>();
    private final Map<String, JsonTree.Cell> single = new LinkedHashMap<>();
    private @Nullable List<String> keys;

    private JsonColumns() {}

    /**
     * Its columns by their names, each of one length; empty where a document holds none.
     *
     * @param bytes the document's, uncompressed; closed
     * @throws FileFault if it is too large to be held
     */
    static Optional<Map<String, List<JsonTree.@Nullable Cell>>> in(InputStream bytes) {
        try {
            JsonColumns found = new JsonColumns();
            found.look("", JsonTree.read(bytes));
            return found.table();
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }

    private void look(String path, Item item) {
        if (item instanceof JsonTree.Cell cell) {
            single.put(path, cell);
        } else if (item instanceof JsonTree.Sequence sequence) {
            lookAtList(path, sequence);
        } else if (item instanceof JsonTree.Keyed object) {
            lookAtObject(path, object);
        }
    }

    private void lookAtList(String path, JsonTree.Sequence sequence) {
        List<@Nullable Item> items = sequence.items();
        List<List<JsonTree.@Nullable Cell>> rows = new ArrayList<>();
        for (Item item : items) {
            if (item instanceof JsonTree.Sequence inner && inner.isOfCells()) {
                rows.add(inner.cells());
            }
        }
        if (sequence.isOfCells()) {
            vectors.put(path, sequence.cells());
        } else if (rows.size() == items.size()) {
            lists.put(path, rows);
        }
    }

    private void lookAtObject(String path, JsonTree.Keyed object) {
        Set<String> names = object.items().keySet();
        boolean isByRow = names.size() > 1 && names.stream().allMatch(name -> name.matches("-?[0-9]{1,18}"));
        if (isByRow && object.isOfCells() && (keys == null || keys.equals(List.copyOf(names)))) {
            keys = List.copyOf(names);
            vectors.put(path, object.cells());
            return;
        }
        object.items().forEach((name, item) -> {
            if (item != null) {
                String key = FieldPath.of(name);
                look(path.isEmpty() ? key : path + '.' + key, item);
            }
        });
    }

    private Optional<Map<String, List<JsonTree.@Nullable Cell>>> table() {
        Map<String, List<JsonTree.@Nullable Cell>> table = new LinkedHashMap<>();
        int rows = lists.isEmpty() ? ofVectors(table) : ofLists(table);
        if (rows < 2) {
            return Optional.empty();
        }
        single.forEach((path, cell) -> table.putIfAbsent(path, Collections.nCopies(rows, cell)));
        return Optional.of(table);
    }

    /** Those of the length that most have, and the longer one of two. */
    private int ofVectors(Map<String, List<JsonTree.@Nullable Cell>> table) {
        Map<Integer, Long> lengths = vectors.values().stream()
                .collect(Collectors.groupingBy(List::size, TreeMap::new, Collectors.counting()));
        int rows = lengths.entrySet().stream()
                .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(0);
        if (lengths.getOrDefault(rows, 0L) < 2) {
            return 0; // one list is a field of one event
        }
        List<String> counted = keys;
        if (counted != null && counted.size() == rows && !isCounting(counted)) {
            table.put(
                    INDEX,
                    counted.stream().map(key -> new JsonTree.Cell(key, false)).collect(Collectors.toList()));
        }
        vectors.forEach((path, cells) -> {
            if (cells.size() == rows) {
                table.put(path, cells);
            }
        });
        return rows;
    }

    private static boolean isCounting(List<String> keys) {
        return IntStream.range(0, keys.size()).allMatch(i -> keys.get(i).equals(String.valueOf(i)));
    }

    /** The longest list of lists, and others that are as long. */
    private int ofLists(Map<String, List<JsonTree.@Nullable Cell>> table) {
        int longest = lists.values().stream().mapToInt(List::size).max().orElse(0);
        int passed = 0;
        for (Map.Entry<String, List<List<JsonTree.@Nullable Cell>>> list : lists.entrySet()) {
            List<List<JsonTree.@Nullable Cell>> rows = list.getValue();
            if (rows.size() != longest) {
                continue;
            }
            int width = rows.stream().mapToInt(List::size).max().orElse(0);
            List<String> names = namesElsewhere(width);
            boolean isNamedAbove = names == null && list.getKey().isEmpty() && namesAbove(rows);
            passed = isNamedAbove ? 1 : 0;
            for (int column = 0; column < width; column++) {
                String name = names != null
                        ? names.get(column)
                        : isNamedAbove ? text(rows.get(0), column) : place(list.getKey(), column);
                table.put(name, column(rows.subList(passed, rows.size()), column));
            }
        }
        vectors.forEach((path, cells) -> {
            if (cells.size() == longest && lists.size() == 1 && !table.containsKey(path)) {
                table.put(path, cells);
            }
        });
        return longest - passed;
    }

    private static String place(String path, int column) {
        return path.isEmpty() ? "column_" + (column + 1) : path + '.' + column;
    }

    /** A list of different texts, as many as there are columns; it is none of them. */
    private @Nullable List<String> namesElsewhere(int width) {
        for (Map.Entry<String, List<JsonTree.@Nullable Cell>> vector : vectors.entrySet()) {
            List<JsonTree.@Nullable Cell> cells = vector.getValue();
            if (cells.size() == width && areNames(cells)) {
                vectors.remove(vector.getKey());
                return IntStream.range(0, width)
                        .mapToObj(column -> FieldPath.of(text(cells, column)))
                        .toList();
            }
        }
        return null;
    }

    private static boolean namesAbove(List<List<JsonTree.@Nullable Cell>> rows) {
        List<JsonTree.@Nullable Cell> first = rows.get(0);
        return areNames(first)
                && rows.subList(1, rows.size()).stream()
                        .allMatch(row ->
                                row.size() == first.size() && row.stream().anyMatch(c -> c == null || !c.isQuoted()));
    }

    private static boolean areNames(List<JsonTree.@Nullable Cell> cells) {
        return !cells.isEmpty()
                && cells.stream()
                        .allMatch(cell ->
                                cell != null && cell.isQuoted() && !cell.text().isBlank())
                && cells.stream().distinct().count() == cells.size();
    }

    private static String text(List<JsonTree.@Nullable Cell> cells, int column) {
        JsonTree.Cell cell = cells.get(column);
        return cell == null ? "" : cell.text();
    }

    private static List<JsonTree.@Nullable Cell> column(List<List<JsonTree.@Nullable Cell>> rows, int column) {
        List<JsonTree.@Nullable Cell> cells = new ArrayList<>(rows.size());
        for (List<JsonTree.@Nullable Cell> row : rows) {
            cells.add(column < row.size() ? row.get(column) : null);
        }
        return cells;
    }
}
