package science.pipeline.analysis.quantity;

import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;
import science.pipeline.event.NameTables;
import science.pipeline.event.Slots;

/** Something that every event has, under the name by which configuration speaks of it. */
public sealed interface Quantity {

    String name();

    /**
     * A number: a field, or derived from fields.
     *
     * @param slot which of {@link Columns} it is
     */
    record Numeric(String name, int slot, Formula formula) implements Quantity {}

    /**
     * A name.
     *
     * @param slot which of {@link EventBatch#codes} it is
     */
    record Named(String name, int slot) implements Quantity {

        /** The codes of a batch's events. */
        public int[] codes(EventBatch batch) {
            return batch.codes[slot];
        }

        /** The table that numbers these names. */
        public NameTable table(NameTables names) {
            return names.tables().get(slot);
        }
    }

    /**
     * True or false.
     *
     * @param slot which of {@link EventBatch#numbers} it is, as 1 and 0; {@link Slots#NONE} of the sender's truth label
     */
    record Truth(String name, int slot) implements Quantity {

        /** Whether it is the sender's truth label. */
        public boolean isLabel() {
            return slot == Slots.NONE;
        }
    }
}
