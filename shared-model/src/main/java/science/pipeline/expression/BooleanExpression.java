package science.pipeline.expression;

import java.util.List;

/** What is true or false, and the tree by which it is decided. */
public sealed interface BooleanExpression extends Expression {

    /** Whether it holds for one row: the plain way, for rows that come one by one, and for tests. */
    boolean holds(Row row);

    /** The same for every row. */
    record Always(boolean truth) implements BooleanExpression {

        @Override
        public boolean holds(Row row) {
            return truth;
        }

        @Override
        public List<? extends Expression> parts() {
            return List.of();
        }
    }

    /** A boolean field has this value; a missing one has neither. */
    record Flag(String name, boolean wanted) implements BooleanExpression {

        @Override
        public boolean holds(Row row) {
            return row.number(name) == (wanted ? 1 : 0);
        }

        @Override
        public List<? extends Expression> parts() {
            return List.of();
        }
    }

    record Comparison(NumberExpression left, Relation relation, NumberExpression right) implements BooleanExpression {

        @Override
        public boolean holds(Row row) {
            return relation.holds(left.value(row), right.value(row));
        }

        @Override
        public List<? extends Expression> parts() {
            return List.of(left, right);
        }
    }

    /** {@code x in [1, 2, 3]}. */
    record AmongNumbers(NumberExpression number, List<Double> values) implements BooleanExpression {

        public AmongNumbers {
            values = List.copyOf(values);
        }

        @Override
        public boolean holds(Row row) {
            double value = number.value(row);
            return values.stream().anyMatch(each -> each == value);
        }

        @Override
        public List<? extends Expression> parts() {
            return List.of(number);
        }
    }

    /**
     * {@code type in ["muon", "pion"]}, {@code type == "muon"} and {@code type != "muon"}.
     *
     * @param wanted false for {@code !=}
     */
    record AmongNames(String name, List<String> values, boolean wanted) implements BooleanExpression {

        public AmongNames {
            values = List.copyOf(values);
        }

        @Override
        public boolean holds(Row row) {
            String found = row.name(name);
            return found != null && values.contains(found) == wanted;
        }

        @Override
        public List<? extends Expression> parts() {
            return List.of();
        }
    }

    /** {@code has(x)}: the number is not missing. */
    record HasNumber(NumberExpression number) implements BooleanExpression {

        @Override
        public boolean holds(Row row) {
            return !Double.isNaN(number.value(row));
        }

        @Override
        public List<? extends Expression> parts() {
            return List.of(number);
        }
    }

    /** {@code has(type)}: the name is not missing. */
    record HasName(String name) implements BooleanExpression {

        @Override
        public boolean holds(Row row) {
            return row.name(name) != null;
        }

        @Override
        public List<? extends Expression> parts() {
            return List.of();
        }
    }

    record Not(BooleanExpression condition) implements BooleanExpression {

        @Override
        public boolean holds(Row row) {
            return !condition.holds(row);
        }

        @Override
        public List<? extends Expression> parts() {
            return List.of(condition);
        }
    }

    /** {@code a && b && c}: at least two, none of them such a list itself. */
    record All(List<BooleanExpression> conditions) implements BooleanExpression {

        public All {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(Row row) {
            return conditions.stream().allMatch(condition -> condition.holds(row));
        }

        @Override
        public List<? extends Expression> parts() {
            return conditions;
        }
    }

    /** {@code a || b || c}: at least two, none of them such a list itself. */
    record Any(List<BooleanExpression> conditions) implements BooleanExpression {

        public Any {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(Row row) {
            return conditions.stream().anyMatch(condition -> condition.holds(row));
        }

        @Override
        public List<? extends Expression> parts() {
            return conditions;
        }
    }

    /** One of two, as a third decides: {@code condition ? then : otherwise}. */
    record Choice(BooleanExpression condition, BooleanExpression then, BooleanExpression otherwise)
            implements BooleanExpression {

        @Override
        public boolean holds(Row row) {
            return condition.holds(row) ? then.holds(row) : otherwise.holds(row);
        }

        @Override
        public List<? extends Expression> parts() {
            return List.of(condition, then, otherwise);
        }
    }
}
