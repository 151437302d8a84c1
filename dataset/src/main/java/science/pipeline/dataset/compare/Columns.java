package science.pipeline.dataset.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.Csv;
import science.pipeline.dataset.compare.Difference.Change;
import science.pipeline.dataset.compare.Difference.What;
import science.pipeline.dataset.rows.EventColumns;
import science.pipeline.schema.Schema;

/** The columns of rows of events in two datasets, which need not be the same. */
final class Columns {

    private final List<String> ofA;
    private final List<String> ofB;

    /** Of either, those of A first. */
    private final Set<String> all;

    Columns(EventColumns a, EventColumns b) {
        ofA = names(a);
        ofB = names(b);
        all = new LinkedHashSet<>(ofA);
        all.addAll(ofB);
    }

    private static List<String> names(EventColumns columns) {
        return List.of(columns.schema().fileHeader().split(","));
    }

    Set<String> all() {
        return all;
    }

    /** Whether an event is told from others of its record by its index, in either. */
    boolean haveIndex() {
        return all.contains(Schema.INDEX);
    }

    /** Tells those that only one of both has. */
    void tell(Comparison.Taker taker) throws IOException {
        for (String name : all) {
            if (!ofB.contains(name)) {
                taker.take(new Difference(-1, -1, null, What.COLUMN, name, Change.LOST, name, ""));
            } else if (!ofA.contains(name)) {
                taker.take(new Difference(-1, -1, null, What.COLUMN, name, Change.GAINED, "", name));
            }
        }
    }

    /** The cells of a row of A by their columns; none of no row. */
    Map<String, String> cellsOfA(@Nullable String row) {
        return cells(ofA, row);
    }

    /** The same of B. */
    Map<String, String> cellsOfB(@Nullable String row) {
        return cells(ofB, row);
    }

    private static Map<String, String> cells(List<String> names, @Nullable String row) {
        Map<String, String> cells = new LinkedHashMap<>();
        if (row == null) {
            return cells;
        }
        byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        for (String name : names) {
            int end = Csv.cellEnd(bytes, at, bytes.length);
            cells.put(name, new String(bytes, at, end - at, StandardCharsets.UTF_8));
            at = end + 1;
        }
        return cells;
    }
}
