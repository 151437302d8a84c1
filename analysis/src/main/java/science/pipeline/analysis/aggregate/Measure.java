package science.pipeline.analysis.aggregate;

import java.util.Optional;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.analysis.quantity.Quantity;
import science.pipeline.schema.Field;

/**
 * A number of which every window has moments and a histogram.
 *
 * @param quantity what it is
 * @param unit of its values; empty for none
 * @param isComplete whether every event has it
 * @param hasSign whether it may be below zero
 */
record Measure(Quantity.Numeric quantity, String unit, boolean isComplete, boolean hasSign) {

    static Measure of(String name, Quantities quantities) {
        Optional<Field> field = quantities.schema().field(name);
        return new Measure(
                (Quantity.Numeric) quantities.find(name).orElseThrow(),
                quantities.unitOf(name),
                field.isPresent() && field.get().isAlwaysThere(),
                field.isEmpty() || !(field.get().min() >= 0));
    }

    String name() {
        return quantity.name();
    }

    /** The bin of each of a batch's values; {@link LogBins#NONE} only where it is not complete. */
    void bins(double[] values, int size, int[] bins) {
        if (isComplete && !hasSign) {
            for (int i = 0; i < size; i++) {
                bins[i] = LogBins.of(values[i]);
            }
        } else {
            for (int i = 0; i < size; i++) {
                bins[i] = LogBins.ofAny(values[i]);
            }
        }
    }
}
