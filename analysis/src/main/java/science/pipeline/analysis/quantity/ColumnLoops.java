package science.pipeline.analysis.quantity;

import java.util.Collection;
import science.pipeline.event.NameTable;

/** What is demanded of a single column, as a loop. */
final class ColumnLoops {

    private ColumnLoops() {}

    /** From {@code min} to {@code max}, both included. */
    static CompiledCondition range(Quantity.Numeric quantity, double min, double max) {
        return (batch, columns, passes) -> narrow(columns.of(quantity, batch), batch.size(), min, max, passes);
    }

    /** The same of a number that is computed for this alone. */
    static CompiledCondition range(Formula formula, double min, double max) {
        return (batch, columns, passes) -> {
            double[] room = columns.borrow();
            narrow(formula.column(batch, columns, room), batch.size(), min, max, passes);
            columns.giveBack(room);
        };
    }

    private static void narrow(double[] column, int size, double min, double max, boolean[] passes) {
        for (int i = 0; i < size; i++) {
            passes[i] &= column[i] >= min & column[i] <= max;
        }
    }

    static CompiledCondition names(Quantity.Named quantity, Collection<String> values, NameTable names) {
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

    /** Where the value is absent, neither is met. */
    static CompiledCondition truth(Quantity.Truth quantity, boolean acceptsTrue, boolean acceptsFalse) {
        return quantity.isLabel()
                ? label(acceptsTrue, acceptsFalse)
                : (batch, columns, passes) -> {
                    double[] column = batch.numbers[quantity.slot()];
                    int size = batch.size();
                    for (int i = 0; i < size; i++) {
                        passes[i] &= column[i] == 1 ? acceptsTrue : column[i] == 0 && acceptsFalse;
                    }
                };
    }

    private static CompiledCondition label(boolean acceptsTrue, boolean acceptsFalse) {
        return (batch, columns, passes) -> {
            boolean[] labelled = batch.labelled;
            int size = batch.size();
            for (int i = 0; i < size; i++) {
                passes[i] &= labelled[i] ? acceptsTrue : acceptsFalse;
            }
        };
    }
}
