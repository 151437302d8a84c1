package science.pipeline.expression;

import java.util.List;

/** A number, and the tree by which it is computed. */
public sealed interface NumberExpression extends Expression {

    /** The value for one row, NaN if it is missing: the plain way, for rows that come one by one, and for tests. */
    double value(Row row);

    /** The same for every row. */
    record Literal(double number) implements NumberExpression {

        @Override
        public double value(Row row) {
            return number;
        }

        @Override
        public List<? extends Expression> parts() {
            return List.of();
        }
    }

    /** A field, or another thing that bears a name. */
    record Named(String name) implements NumberExpression {

        @Override
        public double value(Row row) {
            return row.number(name);
        }

        @Override
        public List<? extends Expression> parts() {
            return List.of();
        }
    }

    /**
     * Computed from others.
     *
     * @param arguments one or two
     */
    record Computed(Operation operation, List<NumberExpression> arguments) implements NumberExpression {

        public Computed {
            arguments = List.copyOf(arguments);
        }

        @Override
        public double value(Row row) {
            double first = arguments.get(0).value(row);
            return operation.arity() == 1
                    ? operation.of(first)
                    : operation.of(first, arguments.get(1).value(row));
        }

        @Override
        public List<? extends Expression> parts() {
            return arguments;
        }
    }

    /** One of two, as a condition decides: {@code condition ? then : otherwise}. */
    record Choice(BooleanExpression condition, NumberExpression then, NumberExpression otherwise)
            implements NumberExpression {

        @Override
        public double value(Row row) {
            return condition.holds(row) ? then.value(row) : otherwise.value(row);
        }

        @Override
        public List<? extends Expression> parts() {
            return List.of(condition, then, otherwise);
        }
    }
}
