package science.pipeline.codec;

import science.pipeline.event.EventBatch;
import science.pipeline.schema.Field;

/** A number, kept as it was received. */
final class NumberField extends FieldReader {

    private final int slot;
    private final NumberReader numbers;

    /** @param precision of the row's kinematic numbers, or one that nobody asks */
    NumberField(int index, Field field, int slot, PrintedPrecision precision) {
        super(index, field);
        this.slot = slot;
        numbers = new NumberReader(precision, Double.MAX_VALUE);
    }

    @Override
    int read(byte[] document, int at, boolean isQuoted, EventBatch batch) {
        int found = isQuoted ? NONE : numbers.read(document, at);
        double value = numbers.value();
        batch.numbers[slot][batch.size()] = value;
        return value >= field.min() && value <= field.max() ? found : NONE;
    }

    @Override
    void completeAbsent(EventBatch batch) {
        batch.numbers[slot][batch.size()] = otherwise.number();
    }
}
