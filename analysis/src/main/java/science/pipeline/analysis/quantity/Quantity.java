package science.pipeline.analysis.quantity;

import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;

/** Something that every event has, under the name by which configuration speaks of it. */
public sealed interface Quantity {

    String name();

    /**
     * A number: a field, or derived from fields.
     *
     * @param slot which of {@link Columns} it is
     */
    record Numeric(String name, int slot, Formula formula) implements Quantity {}

    /** The name of a particle type or of a detector. */
    record Named(String name, Kind kind) implements Quantity {

        /** The codes of a batch's events. */
        public int[] codes(EventBatch batch) {
            return kind == Kind.PARTICLE_TYPE ? batch.particleType : batch.detector;
        }

        /** The one of two tables that numbers these names. */
        public NameTable table(NameTable particleTypes, NameTable detectors) {
            return kind == Kind.PARTICLE_TYPE ? particleTypes : detectors;
        }
    }

    /** What names stand for. */
    enum Kind {
        PARTICLE_TYPE,
        DETECTOR
    }

    /** The sender's truth label. */
    record Label(String name) implements Quantity {}
}
