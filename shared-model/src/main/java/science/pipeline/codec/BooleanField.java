package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Field;

/** {@code true} or {@code false}: the sender's label, or a number among others. */
final class BooleanField extends FieldReader {

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final int slot;

    /** @param slot of its column; none of the label */
    BooleanField(int index, Field field, int slot) {
        super(index, field);
        this.slot = slot;
    }

    @Override
    int read(byte[] document, int at, boolean isQuoted, EventBatch batch) {
        boolean isTrue = !isQuoted && stands(TRUE, document, at);
        if (!isTrue && (isQuoted || !stands(FALSE, document, at))) {
            return NONE;
        }
        put(batch, isTrue ? 1 : 0);
        return at + (isTrue ? TRUE : FALSE).length;
    }

    private static boolean stands(byte[] word, byte[] document, int at) {
        return document.length - at >= word.length
                && Arrays.equals(word, 0, word.length, document, at, at + word.length);
    }

    private void put(EventBatch batch, double value) {
        if (slot < 0) {
            batch.labelled[batch.size()] = value == 1;
        } else {
            batch.numbers[slot][batch.size()] = value;
        }
    }

    @Override
    void completeAbsent(EventBatch batch) {
        put(batch, otherwise.number());
    }
}
