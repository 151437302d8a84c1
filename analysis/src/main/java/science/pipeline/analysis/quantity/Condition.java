package science.pipeline.analysis.quantity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.event.NameTables;
import science.pipeline.expression.BooleanExpression;
import science.pipeline.expression.Expression;
import science.pipeline.expression.ExpressionFault;

/**
 * What a selection, a histogram or a rule demands of one quantity, or, as an expression, of several. Each kind knows
 * its words, what it suits, its loop and its saved form; {@link ConditionKeys} reads them.
 */
public sealed interface Condition {

    /** In the place of a quantity's name: what is demanded is an expression. */
    String WHERE = "where";

    /** The condition as the configuration has it, as a tree of maps, lists and scalars. */
    Object words();

    /**
     * The condition in its one form.
     *
     * @param path where it stands, for the message
     * @param name of its quantity, or {@link #WHERE}
     * @throws InvalidSetting if no event could meet it, or it does not suit its quantity
     */
    Condition checked(String path, String name, Quantities quantities);

    /** As loops, of one that is checked. */
    Stream<CompiledCondition> compiled(String name, Quantities quantities, NameTables tables);

    /** Adds the names that it speaks of, by the quantity that has them. */
    default void addNames(String name, Quantities quantities, Map<String, Set<String>> names) {}

    /** The quantities that are asked. */
    default Set<String> quantities(String name, Quantities quantities) {
        return Set.of(name);
    }

    /** Saves it, as {@link #load} reads it. */
    void save(DataOutput out) throws IOException;

    /** What stands for the number of names where an expression was saved. */
    int EXPRESSION = -1;

    /** Reads what was saved. */
    static Condition load(DataInput in) throws IOException {
        if (in.readBoolean()) {
            return new Range(in.readDouble(), in.readDouble());
        }
        int size = in.readInt();
        if (size == EXPRESSION) {
            return new Where(in.readUTF());
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(in.readUTF());
        }
        return new OneOf(values);
    }

    /**
     * A number between two others, both included.
     *
     * @param min negative infinity for none
     * @param max positive infinity for none
     */
    record Range(double min, double max) implements Condition {

        @Override
        public Object words() {
            Map<String, Object> words = new LinkedHashMap<>();
            if (min != Double.NEGATIVE_INFINITY) {
                words.put("min", min);
            }
            if (max != Double.POSITIVE_INFINITY) {
                words.put("max", max);
            }
            return words;
        }

        @Override
        public Condition checked(String path, String name, Quantities quantities) {
            Quantity quantity = ConditionCheck.quantity(path, name, quantities);
            if (!(quantity instanceof Quantity.Numeric)) {
                String wanted =
                        quantity instanceof Quantity.Truth ? "in: [true] or in: [false]" : "in with a list of names";
                throw new InvalidSetting(path, "a range for something that is no number", wanted);
            }
            ConditionCheck.checkRange(path, min, max);
            return this;
        }

        @Override
        public Stream<CompiledCondition> compiled(String name, Quantities quantities, NameTables tables) {
            return Stream.of(ColumnLoops.range((Quantity.Numeric) quantities.of(name), min, max));
        }

        @Override
        public void save(DataOutput out) throws IOException {
            out.writeBoolean(true);
            out.writeDouble(min);
            out.writeDouble(max);
        }

        public static Range atLeast(double min) {
            return new Range(min, Double.POSITIVE_INFINITY);
        }
    }

    /**
     * A name out of several, or a label out of {@code true} and {@code false}.
     *
     * @param values in the order of the configuration
     */
    record OneOf(Set<String> values) implements Condition {

        public OneOf {
            // Set.copyOf would iterate in another order in each JVM; configurations are compared as text.
            values = Collections.unmodifiableSet(new LinkedHashSet<>(values));
        }

        public OneOf(Collection<String> values) {
            this(new LinkedHashSet<>(values));
        }

        @Override
        public Object words() {
            return Map.of("in", List.copyOf(values));
        }

        @Override
        public Condition checked(String path, String name, Quantities quantities) {
            Quantity quantity = ConditionCheck.quantity(path, name, quantities);
            if (quantity instanceof Quantity.Numeric) {
                throw new InvalidSetting(path + ".in", "a list for a number", "min, max or both");
            }
            ConditionCheck.checkValues(path + ".in", values, quantity instanceof Quantity.Truth);
            return this;
        }

        @Override
        public Stream<CompiledCondition> compiled(String name, Quantities quantities, NameTables tables) {
            Quantity quantity = quantities.of(name);
            return Stream.of(
                    quantity instanceof Quantity.Named named
                            ? ColumnLoops.names(named, values, named.table(tables))
                            : ColumnLoops.truth(
                                    (Quantity.Truth) quantity, values.contains("true"), values.contains("false")));
        }

        @Override
        public void addNames(String name, Quantities quantities, Map<String, Set<String>> names) {
            names.computeIfAbsent(name, absent -> new LinkedHashSet<>()).addAll(values);
        }

        @Override
        public void save(DataOutput out) throws IOException {
            out.writeBoolean(false);
            out.writeInt(values.size());
            for (String value : values) {
                out.writeUTF(value);
            }
        }
    }

    /**
     * A condition of the whole event, under {@link #WHERE}.
     *
     * @param text of an {@link Expression}, as {@code pt > 20 && abs(eta) < 1.2}
     */
    record Where(String text) implements Condition {

        @Override
        public Object words() {
            return text;
        }

        /** @throws ExpressionFault if it does not suit the events */
        BooleanExpression expression(Quantities quantities) {
            return Expression.condition(text, quantities.scope());
        }

        @Override
        public Condition checked(String path, String name, Quantities quantities) {
            try {
                BooleanExpression expression = expression(quantities);
                Map<String, Set<String>> names = new LinkedHashMap<>();
                Condition.addNames(expression, names);
                names.values().forEach(each -> each.forEach(one -> ConditionCheck.checkName(path, one)));
                return new Where(expression.text());
            } catch (ExpressionFault fault) {
                throw new InvalidSetting(path, fault.found(), fault.expected());
            }
        }

        @Override
        public Stream<CompiledCondition> compiled(String name, Quantities quantities, NameTables tables) {
            return WhereLoops.compile(expression(quantities), quantities, tables);
        }

        @Override
        public void addNames(String name, Quantities quantities, Map<String, Set<String>> names) {
            Condition.addNames(expression(quantities), names);
        }

        @Override
        public Set<String> quantities(String name, Quantities quantities) {
            return expression(quantities).names();
        }

        @Override
        public void save(DataOutput out) throws IOException {
            out.writeBoolean(false);
            out.writeInt(EXPRESSION);
            out.writeUTF(text);
        }
    }

    /** Conditions by the name of their quantity, as the configuration has them. */
    static Map<String, Object> words(Map<String, Condition> conditions) {
        Map<String, Object> words = new LinkedHashMap<>();
        conditions.forEach((quantity, condition) -> words.put(quantity, condition.words()));
        return words;
    }

    /** The names that conditions speak of, by the quantity that has them; those of expressions that are right. */
    static Map<String, Set<String>> names(Collection<Map<String, Condition>> conditions, Quantities quantities) {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        conditions.forEach(
                each -> each.forEach((quantity, condition) -> condition.addNames(quantity, quantities, names)));
        return names;
    }

    /** Adds the names that an expression speaks of. */
    static void addNames(Expression expression, Map<String, Set<String>> names) {
        if (expression instanceof BooleanExpression.AmongNames among) {
            names.computeIfAbsent(among.name(), absent -> new LinkedHashSet<>()).addAll(among.values());
        }
        expression.parts().forEach(part -> addNames(part, names));
    }
}
