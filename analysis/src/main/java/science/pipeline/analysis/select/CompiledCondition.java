package science.pipeline.analysis.select;

import java.util.Set;
import science.pipeline.analysis.quantity.Columns;
import science.pipeline.analysis.quantity.Quantity;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;

/** A condition with its quantity looked up and its names numbered: a loop over one column. */
@FunctionalInterface
interface CompiledCondition {

    /** Clears the rows of {@code passes} that do not meet it. */
    void narrow(EventBatch batch, Columns columns, boolean[] passes);

    static CompiledCondition range(Quantity.Numeric quantity, double min, double max) {
        return (batch, columns, passes) -> {
            double[] column = columns.of(quantity, batch);
            int size = batch.size();
            for (int i = 0; i < size; i++) {
                passes[i] &= column[i] >= min & column[i] <= max;
            }
        };
    }

    static CompiledCondition names(Quantity.Named quantity, Set<String> values, NameTable names) {
        int[] wanted = values.stream().mapToInt(names::code).toArray();
        boolean[] accepted = new boolean[names.size()];
        for (int code : wanted) {
            accepted[code] = true;
        }
        return (batch, columns, passes) -> {
            int[] codes = quantity.codes(batch);
            int size = batch.size();
            for (int i = 0; i < size; i++) {
                // Names that appeared after this was compiled have higher codes, and are none of those wanted.
                passes[i] &= codes[i] < accepted.length && accepted[codes[i]];
            }
        };
    }

    static CompiledCondition label(Set<String> values) {
        boolean acceptsTrue = values.contains("true");
        boolean acceptsFalse = values.contains("false");
        return (batch, columns, passes) -> {
            boolean[] labelled = batch.labelled;
            int size = batch.size();
            for (int i = 0; i < size; i++) {
                passes[i] &= labelled[i] ? acceptsTrue : acceptsFalse;
            }
        };
    }
}
