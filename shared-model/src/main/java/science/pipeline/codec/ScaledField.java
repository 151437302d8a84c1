package science.pipeline.codec;

import science.pipeline.event.EventBatch;
import science.pipeline.schema.Field;

/** A number that is multiplied by a factor. */
final class ScaledField extends FieldReader {

    private final int slot;
    private final double scale;
    private final NumberReader numbers;
    private final PrintedPrecision precision;
    private double value;

    /** @param precision of the row's kinematic numbers, or one that nobody asks */
    ScaledField(int index, Field field, int slot, double scale, PrintedPrecision precision) {
        super(index, field);
        this.slot = slot;
        this.scale = scale;
        this.precision = precision;
        numbers = new NumberReader(new PrintedPrecision(), Double.MAX_VALUE);
    }

    @Override
    int read(byte[] document, int at, boolean isQuoted, EventBatch batch) {
        int found = isQuoted ? NONE : numbers.read(document, at);
        if (found == NONE) {
            return NONE;
        }
        value = numbers.value() * scale;
        batch.numbers[slot][batch.size()] = value;
        return value >= field.min() && value <= field.max() && Double.isFinite(value) ? found : NONE;
    }

    @Override
    void complete(byte[] document, EventBatch batch) {
        precision.add(value, NumberWriter.written(value));
    }

    @Override
    int write(byte[] document, byte[] into, int at) {
        return NumberWriter.write(value, into, at);
    }

    @Override
    void completeAbsent(EventBatch batch) {
        batch.numbers[slot][batch.size()] = otherwise.number();
    }
}
