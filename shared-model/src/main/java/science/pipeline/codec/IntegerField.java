package science.pipeline.codec;

import science.pipeline.event.EventBatch;
import science.pipeline.schema.Field;

/** An integer: an event's id, or a number among others. */
final class IntegerField extends FieldReader {

    /** So many digits are within int64, whatever they are. */
    private static final int MOST_DIGITS = 18;

    private final int slot;
    private final PrintedPrecision precision;
    private long value;

    /**
     * @param slot of its column; none of the event's id
     * @param precision of the row's kinematic numbers, or one that nobody asks
     */
    IntegerField(int index, Field field, int slot, PrintedPrecision precision) {
        super(index, field);
        this.slot = slot;
        this.precision = precision;
    }

    /** Where an integer of up to 18 digits ends, or {@link #NONE}. */
    static int end(byte[] document, int at) {
        int first = at < document.length && document[at] == '-' ? at + 1 : at;
        int furthest = Math.min(document.length, first + MOST_DIGITS);
        int end = first;
        while (end < furthest && document[end] >= '0' && document[end] <= '9') {
            end++;
        }
        boolean leadingZero = end > first && document[first] == '0' && (end > first + 1 || first > at);
        return end == first || leadingZero ? NONE : end;
    }

    /** The integer that stands between two places. */
    static long value(byte[] document, int at, int end) {
        boolean isNegative = document[at] == '-';
        long digits = 0;
        for (int i = isNegative ? at + 1 : at; i < end; i++) {
            digits = digits * 10 + document[i] - '0';
        }
        return isNegative ? -digits : digits;
    }

    @Override
    int read(byte[] document, int at, boolean isQuoted, EventBatch batch) {
        int found = isQuoted ? NONE : end(document, at);
        if (found == NONE) {
            return NONE;
        }
        value = value(document, at, found);
        if (slot < 0) {
            batch.eventId[batch.size()] = value;
            return found;
        }
        batch.numbers[slot][batch.size()] = value;
        return value >= field.min() && value <= field.max() ? found : NONE;
    }

    @Override
    void complete(byte[] document, EventBatch batch) {
        if (slot >= 0) {
            precision.add(value, Long.toString(value));
        }
    }

    @Override
    void completeAbsent(EventBatch batch) {
        if (slot >= 0) {
            batch.numbers[slot][batch.size()] = otherwise.number();
        } else if (!otherwise.text().isEmpty()) {
            batch.eventId[batch.size()] = Long.parseLong(otherwise.text());
        }
    }
}
