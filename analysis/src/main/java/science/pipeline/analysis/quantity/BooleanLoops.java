package science.pipeline.analysis.quantity;

import java.util.Arrays;
import java.util.List;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;
import science.pipeline.expression.BooleanExpression;
import science.pipeline.expression.NumberExpression;
import science.pipeline.expression.Relation;

/**
 * Conditions of an expression as loops over columns, which hold for the same rows as {@link BooleanExpression#holds}.
 * What it compiles has no state: all threads may share it.
 */
final class BooleanLoops {

    private final Quantities quantities;
    private final NumberLoops numbers;

    BooleanLoops(Quantities quantities) {
        this.quantities = quantities;
        numbers = new NumberLoops(quantities);
    }

    CompiledCondition compile(BooleanExpression expression) {
        if (expression instanceof BooleanExpression.Always always) {
            return always(always.truth());
        }
        if (expression instanceof BooleanExpression.Flag flag) {
            return ColumnLoops.truth((Quantity.Truth) quantities.of(flag.name()), flag.wanted(), !flag.wanted());
        }
        if (expression instanceof BooleanExpression.Comparison comparison) {
            Bounds bounds = Bounds.of(comparison);
            return bounds == null ? comparison(comparison) : range(bounds);
        }
        if (expression instanceof BooleanExpression.AmongNumbers among) {
            return among(among);
        }
        if (expression instanceof BooleanExpression.AmongNames among) {
            return among(among);
        }
        if (expression instanceof BooleanExpression.HasNumber has) {
            return hasNumber(has);
        }
        if (expression instanceof BooleanExpression.HasName has) {
            return hasName((Quantity.Named) quantities.of(has.name()));
        }
        if (expression instanceof BooleanExpression.Not not) {
            return not(compile(not.condition()));
        }
        if (expression instanceof BooleanExpression.Choice choice) {
            return choice(compile(choice.condition()), compile(choice.then()), compile(choice.otherwise()));
        }
        if (expression instanceof BooleanExpression.All all) {
            return all(all.conditions().stream().map(this::compile).toList());
        }
        return any(((BooleanExpression.Any) expression)
                .conditions().stream().map(this::compile).toList());
    }

    CompiledCondition range(Bounds bounds) {
        return bounds.of() instanceof NumberExpression.Named named
                ? ColumnLoops.range((Quantity.Numeric) quantities.of(named.name()), bounds.min(), bounds.max())
                : ColumnLoops.range(numbers.compile(bounds.of()), bounds.min(), bounds.max());
    }

    private static CompiledCondition always(boolean truth) {
        return (batch, columns, passes) -> {
            if (!truth) {
                Arrays.fill(passes, 0, batch.size(), false);
            }
        };
    }

    private CompiledCondition comparison(BooleanExpression.Comparison comparison) {
        Formula left = numbers.compile(comparison.left());
        Formula right = numbers.compile(comparison.right());
        Loop loop = loop(comparison.relation());
        return (batch, columns, passes) -> {
            double[] first = columns.borrow();
            double[] second = columns.borrow();
            loop.narrow(left.column(batch, columns, first), right.column(batch, columns, second), passes, batch.size());
            columns.giveBack(second);
            columns.giveBack(first);
        };
    }

    /** Compares two columns. */
    @FunctionalInterface
    private interface Loop {
        void narrow(double[] left, double[] right, boolean[] passes, int size);
    }

    private static Loop loop(Relation relation) {
        return switch (relation) {
            case LESS ->
                (left, right, passes, size) -> {
                    for (int i = 0; i < size; i++) {
                        passes[i] &= left[i] < right[i];
                    }
                };
            case AT_MOST ->
                (left, right, passes, size) -> {
                    for (int i = 0; i < size; i++) {
                        passes[i] &= left[i] <= right[i];
                    }
                };
            case GREATER ->
                (left, right, passes, size) -> {
                    for (int i = 0; i < size; i++) {
                        passes[i] &= left[i] > right[i];
                    }
                };
            case AT_LEAST ->
                (left, right, passes, size) -> {
                    for (int i = 0; i < size; i++) {
                        passes[i] &= left[i] >= right[i];
                    }
                };
            case EQUAL ->
                (left, right, passes, size) -> {
                    for (int i = 0; i < size; i++) {
                        passes[i] &= left[i] == right[i];
                    }
                };
            case UNEQUAL ->
                (left, right, passes, size) -> {
                    for (int i = 0; i < size; i++) {
                        passes[i] &= left[i] < right[i] | left[i] > right[i];
                    }
                };
        };
    }

    private CompiledCondition among(BooleanExpression.AmongNumbers among) {
        Formula number = numbers.compile(among.number());
        double[] values =
                among.values().stream().mapToDouble(Double::doubleValue).toArray();
        return (batch, columns, passes) -> {
            double[] room = columns.borrow();
            double[] column = number.column(batch, columns, room);
            int size = batch.size();
            for (int i = 0; i < size; i++) {
                boolean found = false;
                for (double value : values) {
                    found |= column[i] == value;
                }
                passes[i] &= found;
            }
            columns.giveBack(room);
        };
    }

    private CompiledCondition among(BooleanExpression.AmongNames among) {
        Quantity.Named quantity = (Quantity.Named) quantities.of(among.name());
        return (batch, columns, passes) -> {
            NameTable table = quantity.table(batch.names);
            boolean[] accepted = named(table, !among.wanted());
            among.values().forEach(value -> set(accepted, table.find(value), among.wanted()));
            narrow(quantity, accepted, batch, passes);
        };
    }

    private static CompiledCondition hasName(Quantity.Named quantity) {
        return (batch, columns, passes) -> {
            NameTable table = quantity.table(batch.names);
            narrow(quantity, named(table, true), batch, passes);
        };
    }

    /** By code, the same for all but those who have no name. A few thousand at most, once for all rows of a batch. */
    private static boolean[] named(NameTable table, boolean accepted) {
        boolean[] named = new boolean[table.size()];
        Arrays.fill(named, accepted);
        set(named, table.find(NameTable.NO_NAME), false);
        return named;
    }

    private static void set(boolean[] accepted, int code, boolean value) {
        if (code != NameTable.UNKNOWN) {
            accepted[code] = value;
        }
    }

    private static void narrow(Quantity.Named quantity, boolean[] accepted, EventBatch batch, boolean[] passes) {
        int[] codes = quantity.codes(batch);
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            passes[i] &= accepted[codes[i]];
        }
    }

    private CompiledCondition hasNumber(BooleanExpression.HasNumber has) {
        if (has.number() instanceof NumberExpression.Named named
                && quantities.of(named.name()) instanceof Quantity.Truth truth) {
            return ColumnLoops.truth(truth, true, true);
        }
        Formula number = numbers.compile(has.number());
        return (batch, columns, passes) -> {
            double[] room = columns.borrow();
            double[] column = number.column(batch, columns, room);
            int size = batch.size();
            for (int i = 0; i < size; i++) {
                passes[i] &= !Double.isNaN(column[i]);
            }
            columns.giveBack(room);
        };
    }

    private static CompiledCondition not(CompiledCondition condition) {
        return (batch, columns, passes) -> {
            int size = batch.size();
            boolean[] holds = columns.borrowTrue(size);
            condition.narrow(batch, columns, holds);
            for (int i = 0; i < size; i++) {
                passes[i] &= !holds[i];
            }
            columns.giveBack(holds);
        };
    }

    private static CompiledCondition all(List<CompiledCondition> conditions) {
        CompiledCondition[] each = conditions.toArray(CompiledCondition[]::new);
        return (batch, columns, passes) -> {
            for (CompiledCondition condition : each) {
                condition.narrow(batch, columns, passes);
            }
        };
    }

    private static CompiledCondition any(List<CompiledCondition> conditions) {
        CompiledCondition[] each = conditions.toArray(CompiledCondition[]::new);
        return (batch, columns, passes) -> {
            int size = batch.size();
            boolean[] none = columns.borrowTrue(size);
            for (CompiledCondition condition : each) {
                boolean[] holds = columns.borrowTrue(size);
                condition.narrow(batch, columns, holds);
                for (int i = 0; i < size; i++) {
                    none[i] &= !holds[i];
                }
                columns.giveBack(holds);
            }
            for (int i = 0; i < size; i++) {
                passes[i] &= !none[i];
            }
            columns.giveBack(none);
        };
    }

    private static CompiledCondition choice(
            CompiledCondition condition, CompiledCondition then, CompiledCondition otherwise) {
        return (batch, columns, passes) -> {
            int size = batch.size();
            boolean[] decides = columns.borrowTrue(size);
            boolean[] first = columns.borrowTrue(size);
            boolean[] second = columns.borrowTrue(size);
            condition.narrow(batch, columns, decides);
            then.narrow(batch, columns, first);
            otherwise.narrow(batch, columns, second);
            for (int i = 0; i < size; i++) {
                passes[i] &= decides[i] ? first[i] : second[i];
            }
            columns.giveBack(second);
            columns.giveBack(first);
            columns.giveBack(decides);
        };
    }
}
