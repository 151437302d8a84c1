package science.pipeline.codec;

import science.pipeline.event.EventBatch;
import science.pipeline.schema.Field;

/** A list of numbers without blanks, kept as it was received. */
final class NumbersField extends FieldReader {

    private final int slot;
    private final NumberReader numbers = new NumberReader(new PrintedPrecision(), Double.MAX_VALUE);
    private final ListTotals totals = new ListTotals();
    private boolean hasComma;

    /** @param slot of the first of its summaries */
    NumbersField(int index, Field field, int slot) {
        super(index, field);
        this.slot = slot;
    }

    @Override
    int read(byte[] document, int at, boolean isQuoted, EventBatch batch) {
        if (isQuoted || !stands(document, at, '[')) {
            return NONE;
        }
        totals.clear();
        hasComma = false;
        int end = at + 1;
        while (!stands(document, end, ']') || hasComma) {
            end = numbers.read(document, end);
            if (end == NONE) {
                return NONE;
            }
            totals.add(numbers.value());
            if (stands(document, end, ']')) {
                break;
            }
            if (!stands(document, end, ',')) {
                return NONE;
            }
            hasComma = true;
            end++;
        }
        totals.put(batch, slot);
        return end + 1;
    }

    private static boolean stands(byte[] document, int at, char letter) {
        return at < document.length && document[at] == letter;
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
        ListTotals.putAbsent(batch, slot);
    }
}
