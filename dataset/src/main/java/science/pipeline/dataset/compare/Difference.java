package science.pipeline.dataset.compare;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which a dataset A and a dataset B differ.
 *
 * @param partition and {@code offset} of the record; −1 for what is of no record
 * @param index in the record's list; null for what is of none
 * @param name of the selection, layer, reason of rejects, column, window or histogram; empty for a whole event
 * @param change seen from A
 * @param a what A has; empty when it was gained
 * @param b what B has; empty when it was lost
 */
public record Difference(
        int partition,
        long offset,
        @Nullable Integer index,
        What what,
        String name,
        Change change,
        String a,
        String b) {

    /** Of what one of both has another value, one more or one less. */
    public enum What {
        /** A column of the rows of events; where both differ in it, each row is told with an empty cell for it. */
        COLUMN,
        /** A row of all events; changed: one of its columns. */
        EVENT,
        /** A row of a selection. */
        SELECTION,
        /** A flag by one of the detection layers. */
        LAYER,
        /** A rejected record. */
        REJECT,
        /** Statistics of a window, or of what is outside of all. */
        WINDOW,
        /** A configured histogram over the whole dataset. */
        HISTOGRAM;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What B did to A. */
    public enum Change {
        LOST,
        GAINED,
        CHANGED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Names of the columns of {@link #csv}. */
    public static final String CSV_HEADER = "kafka_partition,kafka_offset,index,what,name,change,a,b";

    /** As a line of CSV, RFC 4180, without its end. */
    public String csv() {
        String record = partition < 0 ? ",," : partition + "," + offset + "," + (index == null ? "" : index);
        return String.join(",", record, what.label(), quoted(name), change.label(), quoted(a), quoted(b));
    }

    /** Which record, and which element of its list: as messages say it. */
    public String place() {
        return partition + "@" + offset + (index == null ? "" : " index " + index);
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(next -> next == ',' || next == '"' || next == '\n' || next == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
