package science.pipeline.codec;

import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;
import science.pipeline.schema.Field;

/** A name that its table numbers. */
final class NameField extends FieldReader {

    private final int slot;
    private final NameReader names = new NameReader();

    NameField(int index, Field field, int slot) {
        super(index, field);
        this.slot = slot;
    }

    @Override
    int read(byte[] document, int at, boolean isQuoted, EventBatch batch) {
        int found = isQuoted ? names.read(document, at, table(batch)) : NONE;
        return found > at ? found : NONE;
    }

    /** A document that is not accepted must leave no trace in the table. */
    @Override
    void complete(byte[] document, EventBatch batch) {
        batch.codes[slot][batch.size()] = names.code(document, table(batch));
    }

    @Override
    boolean leavesTrace(boolean isAbsent, EventBatch batch) {
        NameTable table = table(batch);
        return (isAbsent ? table.find(absentName()) : names.code()) == NameTable.UNKNOWN && !table.isFull();
    }

    @Override
    void completeAbsent(EventBatch batch) {
        batch.codes[slot][batch.size()] = table(batch).code(absentName());
    }

    private String absentName() {
        return otherwise.text().isEmpty() ? NameTable.NO_NAME : otherwise.text();
    }

    private NameTable table(EventBatch batch) {
        return batch.names.tables().get(slot);
    }
}
