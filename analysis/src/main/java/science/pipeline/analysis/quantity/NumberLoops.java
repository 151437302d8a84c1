package science.pipeline.analysis.quantity;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.expression.NumberExpression;
import science.pipeline.expression.Operation;
import science.pipeline.expression.Row;

/**
 * Numbers of an expression as loops over columns, one for each operator, with the same bits as
 * {@link NumberExpression#value}. What it compiles has no state: all threads may share it.
 */
final class NumberLoops {

    /** For what needs none. */
    private static final Row NO_ROW = new Row() {
        @Override
        public double number(String name) {
            throw new IllegalStateException("BUG: a constant asks for " + name);
        }

        @Override
        public @Nullable String name(String name) {
            throw new IllegalStateException("BUG: a constant asks for " + name);
        }
    };

    private final Quantities quantities;

    NumberLoops(Quantities quantities) {
        this.quantities = quantities;
    }

    Formula compile(NumberExpression expression) {
        if (isConstant(expression)) {
            return constant(constantOf(expression));
        }
        if (expression instanceof NumberExpression.Named named) {
            Quantity.Numeric quantity = (Quantity.Numeric) quantities.of(named.name());
            return (batch, columns, room) -> columns.of(quantity, batch);
        }
        if (expression instanceof NumberExpression.Choice choice) {
            return choice(choice);
        }
        NumberExpression.Computed computed = (NumberExpression.Computed) expression;
        List<Formula> arguments =
                computed.arguments().stream().map(this::compile).toList();
        return arguments.size() == 1
                ? ofOne(arguments.get(0), ofOne(computed.operation()))
                : ofTwo(arguments.get(0), arguments.get(1), ofTwo(computed.operation()));
    }

    static boolean isConstant(NumberExpression expression) {
        return expression.names().isEmpty();
    }

    static double constantOf(NumberExpression expression) {
        return expression.value(NO_ROW);
    }

    private static Formula constant(double value) {
        double[] column = new double[EventBatch.CAPACITY];
        Arrays.fill(column, value);
        return (batch, columns, room) -> column;
    }

    private Formula choice(NumberExpression.Choice choice) {
        CompiledCondition condition = new BooleanLoops(quantities).compile(choice.condition());
        Formula then = compile(choice.then());
        Formula otherwise = compile(choice.otherwise());
        return (batch, columns, room) -> {
            boolean[] holds = columns.borrowTrue(batch.size());
            condition.narrow(batch, columns, holds);
            double[] first = then.column(batch, columns, room);
            double[] second = columns.borrow();
            double[] other = otherwise.column(batch, columns, second);
            int size = batch.size();
            for (int i = 0; i < size; i++) {
                room[i] = holds[i] ? first[i] : other[i];
            }
            columns.giveBack(second);
            columns.giveBack(holds);
            return room;
        };
    }

    private static Formula ofOne(Formula argument, OfOne loop) {
        return (batch, columns, room) -> {
            loop.fill(argument.column(batch, columns, room), room, batch.size());
            return room;
        };
    }

    private static Formula ofTwo(Formula left, Formula right, OfTwo loop) {
        return (batch, columns, room) -> {
            double[] first = left.column(batch, columns, room);
            double[] second = columns.borrow();
            loop.fill(first, right.column(batch, columns, second), room, batch.size());
            columns.giveBack(second);
            return room;
        };
    }

    /** A loop over one column; {@code out} may be {@code in}. */
    @FunctionalInterface
    private interface OfOne {
        void fill(double[] in, double[] out, int size);
    }

    /** A loop over two columns; {@code out} may be one of them. */
    @FunctionalInterface
    private interface OfTwo {
        void fill(double[] left, double[] right, double[] out, int size);
    }

    /** Those of a single instruction have loops of their own; of the others a call costs little beside the work. */
    private static OfOne ofOne(Operation operation) {
        return switch (operation) {
            case NEGATE ->
                (in, out, size) -> {
                    for (int i = 0; i < size; i++) {
                        out[i] = -in[i];
                    }
                };
            case ABS ->
                (in, out, size) -> {
                    for (int i = 0; i < size; i++) {
                        out[i] = Math.abs(in[i]);
                    }
                };
            case SQRT ->
                (in, out, size) -> {
                    for (int i = 0; i < size; i++) {
                        out[i] = Math.sqrt(in[i]);
                    }
                };
            default ->
                (in, out, size) -> {
                    for (int i = 0; i < size; i++) {
                        out[i] = operation.of(in[i]);
                    }
                };
        };
    }

    private static OfTwo ofTwo(Operation operation) {
        return switch (operation) {
            case ADD ->
                (left, right, out, size) -> {
                    for (int i = 0; i < size; i++) {
                        out[i] = left[i] + right[i];
                    }
                };
            case SUBTRACT ->
                (left, right, out, size) -> {
                    for (int i = 0; i < size; i++) {
                        out[i] = left[i] - right[i];
                    }
                };
            case MULTIPLY ->
                (left, right, out, size) -> {
                    for (int i = 0; i < size; i++) {
                        out[i] = left[i] * right[i];
                    }
                };
            case DIVIDE ->
                (left, right, out, size) -> {
                    for (int i = 0; i < size; i++) {
                        out[i] = left[i] / right[i];
                    }
                };
            case MIN ->
                (left, right, out, size) -> {
                    for (int i = 0; i < size; i++) {
                        out[i] = Math.min(left[i], right[i]);
                    }
                };
            case MAX ->
                (left, right, out, size) -> {
                    for (int i = 0; i < size; i++) {
                        out[i] = Math.max(left[i], right[i]);
                    }
                };
            default ->
                (left, right, out, size) -> {
                    for (int i = 0; i < size; i++) {
                        out[i] = operation.of(left[i], right[i]);
                    }
                };
        };
    }
}
