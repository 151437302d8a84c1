package science.pipeline.dataset.rows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.Csv;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * The columns of a dataset's files of events. Parts that were begun before a further field came have fewer; their rows
 * are given an empty cell there. Touched by one thread.
 */
public final class EventColumns {

    private final Schema schema;
    private final byte[] header;
    private final int labelField;

    /** Columns behind the fields. */
    private final int added;

    /** Where each cell of a row ends that is widened. */
    private int[] ends = new int[16];

    public EventColumns(Schema schema) {
        this.schema = schema;
        header = bytes(schema.fileHeader() + "\n");
        labelField = schema.indexOf(Role.LABEL);
        added = schema.fileHeader().split(",").length - schema.fields().size();
    }

    /** What the rows are. */
    public Schema schema() {
        return schema;
    }

    /** The first line of a file, with its line end. */
    public byte[] header() {
        return header.clone();
    }

    /** How many columns there are. */
    public int count() {
        return schema.fields().size() + added;
    }

    /** The field that is the sender's label, or -1. */
    public int labelField() {
        return labelField;
    }

    /** How many columns stand behind the fields. */
    public int added() {
        return added;
    }

    /**
     * How rows of a part become rows of these columns.
     *
     * @param firstLine of the part, without a line end
     * @return null if it is no header of a part of this dataset
     */
    public @Nullable Widening widening(byte[] firstLine, int length) {
        String[] names = new String(firstLine, 0, length, StandardCharsets.UTF_8).split(",", -1);
        String[] all = schema.fileHeader().split(",");
        if (Arrays.equals(names, all)) {
            return new Widening(null);
        }
        int[] from = new int[all.length];
        List<String> there = List.of(names);
        int found = 0;
        for (int i = 0; i < all.length; i++) {
            from[i] = there.indexOf(all[i]);
            found += from[i] < 0 ? 0 : 1;
            boolean mayBeMissing =
                    i < schema.fields().size() && schema.fields().get(i).presence() == Presence.OPTIONAL;
            if (from[i] < 0 && !mayBeMissing) {
                return null;
            }
        }
        return found == names.length ? new Widening(from) : null;
    }

    /** From the rows of a part to rows of the dataset's columns. */
    public final class Widening {

        private final int @Nullable [] from;

        private Widening(int @Nullable [] from) {
            this.from = from;
        }

        /** Whether rows stay as they are. */
        public boolean isNone() {
            return from == null;
        }

        /** How many columns the part has. */
        public int columns() {
            return from == null
                    ? count()
                    : (int) Arrays.stream(from).filter(column -> column >= 0).count();
        }

        /**
         * Widens a row.
         *
         * @param row in {@code [start, end)}, without a line end
         * @param into has room for {@link EventColumns#count} bytes more than the row has
         * @return where it ends in {@code into}
         */
        public int widen(byte[] row, int start, int end, byte[] into, int at) {
            if (from == null) {
                System.arraycopy(row, start, into, at, end - start);
                return at + end - start;
            }
            int cells = cut(row, start, end);
            int next = at;
            for (int i = 0; i < from.length; i++) {
                int column = from[i];
                if (i > 0) {
                    into[next++] = ',';
                }
                if (column >= 0 && column < cells) {
                    int begin = column == 0 ? start : ends[column - 1] + 1;
                    System.arraycopy(row, begin, into, next, ends[column] - begin);
                    next += ends[column] - begin;
                }
            }
            return next;
        }
    }

    private int cut(byte[] row, int start, int end) {
        int cells = 0;
        for (int at = start; at <= end; at++) {
            at = Csv.cellEnd(row, at, end);
            if (cells == ends.length) {
                ends = Arrays.copyOf(ends, 2 * cells);
            }
            ends[cells++] = at;
        }
        return cells;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
