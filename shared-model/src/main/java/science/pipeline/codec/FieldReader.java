package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.event.Octets;
import science.pipeline.schema.Field;
import science.pipeline.schema.Presence;

/**
 * Reads the values of one field straight from bytes. It reads what the strict decoder accepts, or less; what it does
 * not read is left to that one. Touched by one thread.
 */
abstract class FieldReader {

    /** There is no value, or one that only the strict decoder can judge. */
    static final int NONE = -1;

    private static final int NULL_LENGTH = "null".length();

    final int index;
    final Field field;
    final boolean isOptional;
    final FieldValue otherwise;
    private final byte[] otherwiseText;

    /** Where the value read last begins and ends; as it is where it is absent. */
    int begin;

    int end;

    boolean isQuoted;

    FieldReader(int index, Field field) {
        this.index = index;
        this.field = field;
        isOptional = field.presence() == Presence.OPTIONAL;
        otherwise = FieldValue.of(field);
        otherwiseText = otherwise.text().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads the value at {@code begin} into the batch's next row.
     *
     * @param at anywhere, also behind the end
     * @return where it ends, or {@link #NONE}
     */
    abstract int read(byte[] document, int at, boolean isQuoted, EventBatch batch);

    /** Whether the row's completion would give its value a number that none has had: of a record that may yet fail. */
    boolean leavesTrace(boolean isAbsent, EventBatch batch) {
        return false;
    }

    /** Completes the row with what must not be done before it is sure that the document is accepted. */
    void complete(byte[] document, EventBatch batch) {}

    /** Completes the row where the document lacks the field. */
    abstract void completeAbsent(EventBatch batch);

    /** Writes the cell; there is room for the value's own length and {@link #ROOM} more. */
    int write(byte[] document, byte[] into, int at) {
        int length = end - begin;
        Octets.copy(document, begin, length, into, at);
        return at + length;
    }

    /** Writes the cell where the document lacks the field. */
    final int writeAbsent(byte[] into, int at) {
        System.arraycopy(otherwiseText, 0, into, at, otherwiseText.length);
        return at + otherwiseText.length;
    }

    /** The most bytes that a cell takes beyond the value's own length. */
    final int room() {
        return otherwiseText.length + NumberWriter.ROOM + EventTime.WRITTEN_LENGTH + 2 * Octets.SIZE;
    }

    /** Where a null ends that stands at a place, or {@link #NONE}. */
    static int nullEnd(byte[] document, int at) {
        boolean isNull = document.length - at > NULL_LENGTH
                && document[at] == 'n'
                && document[at + 1] == 'u'
                && document[at + 2] == 'l'
                && document[at + 3] == 'l';
        return isNull ? at + NULL_LENGTH : NONE;
    }
}
