package science.pipeline.formats.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import science.pipeline.formats.FileFormat;

/** What a sample's rows hold in one column. */
final class Column {

    private final String name;
    private final String unit;
    private final FileFormat format;

    /** By row; null where there is no such cell. */
    private final List<@Nullable String> cells = new ArrayList<>();

    private boolean isQuoted;
    private @Nullable List<String> values;

    /**
     * @param name or path
     * @param unit as the file tells it; empty for none
     * @param format what stands for no value
     */
    Column(String name, String unit, FileFormat format) {
        this.name = name;
        this.unit = unit;
        this.format = format;
    }

    /** @param row from 0 */
    void add(int row, @Nullable String cell, boolean isInQuotes) {
        while (cells.size() < row) {
            cells.add(null);
        }
        cells.add(cell);
        isQuoted |= isInQuotes;
    }

    /** Whether the row's cell was added. */
    boolean hasRow(int row) {
        return cells.size() > row;
    }

    String name() {
        return name;
    }

    String unit() {
        return unit;
    }

    /** Whether any of its values is a JSON string. */
    boolean isQuoted() {
        return isQuoted;
    }

    /** What stands in a row, null for no value. */
    @Nullable String value(int row) {
        String cell = row < cells.size() ? cells.get(row) : null;
        return cell == null || format.isMissing(cell) ? null : cell;
    }

    /** The values of the rows that have one. */
    List<String> values() {
        if (values == null) {
            values = cells.stream()
                    .filter(Objects::nonNull)
                    .filter(Predicate.not(format::isMissing))
                    .toList();
        }
        return values;
    }

    /** The different values, at most so many and one more. */
    Set<String> distinct(int most) {
        Set<String> distinct = new TreeSet<>();
        for (String value : values()) {
            distinct.add(value);
            if (distinct.size() > most) {
                break;
            }
        }
        return distinct;
    }

    /** Whether all values are so, and there is one. */
    boolean all(Predicate<String> predicate) {
        return !values().isEmpty() && values().stream().allMatch(predicate);
    }
}
