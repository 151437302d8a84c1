package science.pipeline.dataset.compare;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.Rejection;
import science.pipeline.dataset.closing.PartRows;
import science.pipeline.dataset.compare.Difference.Change;
import science.pipeline.dataset.compare.Difference.What;

/** Goes through the rows of one partition in two datasets side by side, in the order of their offsets and indices. */
final class RowWalk {

    private final int partition;
    private final Columns columns;
    private final Comparison.Taker taker;
    private long offset;
    private @Nullable Integer index;

    RowWalk(int partition, Columns columns, Comparison.Taker taker) {
        this.partition = partition;
        this.columns = columns;
        this.taker = taker;
    }

    /** Says how two rows at one offset differ; null where there is none. They are not the same. */
    @FunctionalInterface
    interface Versus {
        void compare(@Nullable String a, @Nullable String b) throws IOException;
    }

    /** Reads all rows of one kind, and closes both. */
    void run(PartRows a, PartRows b, Versus versus) throws IOException {
        try (a;
                b) {
            boolean inA = a.next();
            boolean inB = b.next();
            while (inA || inB) {
                boolean onlyA = a.isBefore(b);
                boolean onlyB = b.isBefore(a);
                PartRows there = onlyB ? b : a;
                offset = there.offset();
                index = columns.haveIndex() && there.index() != Rejection.WHOLE ? there.index() : null;
                if (onlyA || onlyB || !(a.equalsRow(b) || a.text().equals(b.text()))) {
                    versus.compare(onlyB ? null : a.text(), onlyA ? null : b.text());
                }
                inA = onlyB ? inA : a.next();
                inB = onlyA ? inB : b.next();
            }
        }
    }

    private void tell(What what, String name, Change change, @Nullable String a, @Nullable String b)
            throws IOException {
        taker.take(
                new Difference(partition, offset, index, what, name, change, a == null ? "" : a, b == null ? "" : b));
    }

    private static Change change(@Nullable String a, @Nullable String b) {
        return a == null ? Change.GAINED : b == null ? Change.LOST : Change.CHANGED;
    }

    /** Rows of all events. */
    void events(@Nullable String a, @Nullable String b) throws IOException {
        Map<String, String> cellsOfA = columns.cellsOfA(a);
        Map<String, String> cellsOfB = columns.cellsOfB(b);
        if (a == null || b == null) {
            tell(What.EVENT, "", change(a, b), a, b);
        } else {
            for (String column : columns.all()) {
                String before = cellsOfA.getOrDefault(column, "");
                String now = cellsOfB.getOrDefault(column, "");
                if (!before.equals(now)) {
                    tell(What.EVENT, column, Change.CHANGED, before, now);
                }
            }
        }
        Set<String> layersOfA = layers(reasons(cellsOfA));
        Set<String> layersOfB = layers(reasons(cellsOfB));
        TreeSet<String> layers = new TreeSet<>(layersOfA);
        layers.addAll(layersOfB);
        for (String layer : layers) {
            if (layersOfA.contains(layer) != layersOfB.contains(layer)) {
                Change change = layersOfA.contains(layer) ? Change.LOST : Change.GAINED;
                tell(What.LAYER, layer, change, reasons(cellsOfA), reasons(cellsOfB));
            }
        }
    }

    private static String reasons(Map<String, String> cells) {
        return cells.getOrDefault("reasons", "");
    }

    /** Those that flagged a row: the words before the colons. */
    private static Set<String> layers(String reasons) {
        Set<String> layers = new TreeSet<>();
        for (String reason : reasons.split(";")) {
            if (!reason.isEmpty()) {
                layers.add(reason.split(":")[0]);
            }
        }
        return layers;
    }

    /** Rows of a selection, or of the anomalies: what the rows hold is told with all events. */
    void selected(String kind, @Nullable String a, @Nullable String b) throws IOException {
        if (a == null || b == null) {
            tell(What.SELECTION, kind, change(a, b), a, b);
        }
    }

    /** Rejected records, by their reason. */
    void rejects(@Nullable String a, @Nullable String b) throws IOException {
        String before = a == null ? null : PartRows.reason(a);
        String now = b == null ? null : PartRows.reason(b);
        if (before != null && now != null && !before.equals(now)) {
            tell(What.REJECT, before, Change.LOST, a, null);
            tell(What.REJECT, now, Change.GAINED, null, b);
        } else {
            tell(What.REJECT, String.valueOf(before == null ? now : before), change(a, b), a, b);
        }
    }
}
