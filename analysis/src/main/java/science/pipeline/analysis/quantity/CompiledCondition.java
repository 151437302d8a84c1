package science.pipeline.analysis.quantity;

import java.util.Set;
import science.pipeline.analysis.quantity.Condition.OneOf;
import science.pipeline.analysis.quantity.Condition.Range;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;

/** A condition with its quantity looked up and its names numbered: a loop over one column. */
@FunctionalInterface
public interface CompiledCondition {

    /** Clears the rows of {@code passes} that do not meet it. */
    void narrow(EventBatch batch, Columns columns, boolean[] passes);

    /** Compiles a condition that {@link ConditionCheck} has accepted. */
    static CompiledCondition compile(
            Quantity quantity, Condition condition, NameTable particleTypes, NameTable detectors) {
        if (quantity instanceof Quantity.Numeric number && condition instanceof Range range) {
            return range(number, range.min(), range.max());
        }
        if (quantity instanceof Quantity.Named named && condition instanceof OneOf oneOf) {
            return names(named, oneOf.values(), named.table(particleTypes, detectors));
        }
        if (quantity instanceof Quantity.Label && condition instanceof OneOf oneOf) {
            return label(oneOf.values());
        }
        throw new IllegalStateException("BUG: " + condition + " for " + quantity + " should have been refused");
    }

    private static CompiledCondition range(Quantity.Numeric quantity, double min, double max) {
        return (batch, columns, passes) -> {
            double[] column = columns.of(quantity, batch);
            int size = batch.size();
            for (int i = 0; i < size; i++) {
                passes[i] &= column[i] >= min & column[i] <= max;
            }
        };
    }

    private static CompiledCondition names(Quantity.Named quantity, Set<String> values, NameTable names) {
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

    private static CompiledCondition label(Set<String> values) {
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
