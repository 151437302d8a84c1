package science.pipeline.codec;

import science.pipeline.event.EventBatch;
import science.pipeline.schema.Field;

/** A text of printable ASCII without escapes; or an event's id that is a name. */
final class TextField extends FieldReader {

    private final boolean isEventName;
    private boolean hasComma;

    /** @param isEventName whether it is an event's id */
    TextField(int index, Field field, boolean isEventName) {
        super(index, field);
        this.isEventName = isEventName;
    }

    /** Where a string ends that has neither escapes nor letters beyond ASCII, or {@link #NONE}. */
    static int end(byte[] document, int at) {
        int furthest = Math.min(document.length, at + Limits.STRING_CHARS + 1);
        for (int end = at; end < furthest; end++) {
            byte letter = document[end];
            if (letter == '"') {
                return end;
            }
            if (letter < ' ' || letter == '\\' || letter == 0x7F) {
                return NONE;
            }
        }
        return NONE;
    }

    @Override
    int read(byte[] document, int at, boolean isQuoted, EventBatch batch) {
        int found = isQuoted ? end(document, at) : NONE;
        if (found == NONE) {
            return NONE;
        }
        if (isEventName) {
            batch.eventId[batch.size()] = EventName.hash(document, at, found);
            return isName(document, at, found) ? found : NONE;
        }
        hasComma = false;
        for (int i = at; i < found; i++) {
            hasComma |= document[i] == ',';
        }
        return found;
    }

    private static boolean isName(byte[] document, int at, int end) {
        boolean isName = end > at && end - at <= Limits.NAME_CHARS && Names.mayStart(document[at]);
        for (int i = at + 1; i < end && isName; i++) {
            isName = Names.mayFollow(document[i]);
        }
        return isName;
    }

    @Override
    int write(byte[] document, byte[] into, int at) {
        if (!hasComma) {
            return super.write(document, into, at);
        }
        into[at] = '"';
        int quote = super.write(document, into, at + 1);
        into[quote] = '"';
        return quote + 1;
    }

    @Override
    void completeAbsent(EventBatch batch) {
        if (isEventName && !otherwise.text().isEmpty()) {
            batch.eventId[batch.size()] = EventName.hash(otherwise.text());
        }
    }
}
