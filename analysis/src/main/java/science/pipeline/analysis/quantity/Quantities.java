package science.pipeline.analysis.quantity;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import science.pipeline.event.Slots;
import science.pipeline.event.Summary;
import science.pipeline.expression.Expression;
import science.pipeline.expression.ExpressionFault;
import science.pipeline.expression.NumberExpression;
import science.pipeline.expression.Scope;
import science.pipeline.expression.Type;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaFault;

/**
 * The quantities of a schema's events by name: its numbers, names and booleans under their fields' names, of its lists
 * what sums them up ({@code mean(waveform)}), then the derived {@code p}, {@code pt}, {@code eta}, {@code phi} and
 * {@code mass} where its roles give them. The identifier and the time are none: they say which event it is, not what it
 * is like. Nor are texts. Immutable.
 */
public final class Quantities {

    /** The invariant mass of two events with one id: a number of pairs, not of events. */
    public static final String PAIR_MASS = "pair_mass";

    private final Schema schema;
    private final Map<String, Quantity> byName = new LinkedHashMap<>();
    private final Map<String, Set<String>> spoken = new LinkedHashMap<>();
    private final Set<String> lists = new LinkedHashSet<>();
    private final Set<String> ofLabel = new HashSet<>();
    private int numerics;

    /**
     * A field, or a quantity of the schema, that bears the name of a derived quantity takes its place. A quantity of
     * the schema may use those before it.
     *
     * @throws SchemaFault if an expression of the schema is wrong
     */
    public Quantities(Schema schema) {
        this.schema = schema;
        Slots slots = new Slots(schema);
        for (int i = 0; i < schema.fields().size(); i++) {
            addField(schema.fields().get(i), slots, i);
        }
        boolean hasTransverse = schema.has(Role.MOMENTUM_X) && schema.has(Role.MOMENTUM_Y);
        boolean hasMomentum = hasTransverse && schema.has(Role.MOMENTUM_Z);
        addIf(hasMomentum, "p", new Momentum());
        addIf(hasTransverse, "pt", new TransverseMomentum());
        addIf(hasMomentum, "eta", new Pseudorapidity());
        addIf(hasTransverse, "phi", new Azimuth());
        addIf(hasMomentum && schema.has(Role.ENERGY), "mass", new Mass());
        schema.quantities().forEach((name, definition) -> addDefined(name, definition.value()));
    }

    /** What the events are. */
    public Schema schema() {
        return schema;
    }

    public Optional<Quantity> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The quantity of a name that was checked. */
    Quantity of(String name) {
        Quantity quantity = byName.get(name);
        if (quantity == null) {
            throw new IllegalStateException("BUG: " + name + " should have been refused");
        }
        return quantity;
    }

    /** The names that expressions may use. */
    Scope scope() {
        Map<String, Type> types = new LinkedHashMap<>();
        byName.forEach((name, quantity) -> types.put(
                name,
                quantity instanceof Quantity.Numeric
                        ? Type.NUMBER
                        : quantity instanceof Quantity.Named ? Type.NAME : Type.BOOLEAN));
        lists.forEach(list -> types.put(list, Type.LIST));
        return new Scope(types);
    }

    /**
     * A number that has no name: an expression, as {@code mass / pt}.
     *
     * @throws ExpressionFault if it is wrong
     */
    public NumberExpression number(String expression) {
        return Expression.number(expression, scope());
    }

    /** The loops of a number: of its name, or of an expression that {@link #number} has read. */
    public Formula formula(String nameOrExpression) {
        return byName.get(nameOrExpression) instanceof Quantity.Numeric numeric
                ? (batch, columns, room) -> columns.of(numeric, batch)
                : formula(number(nameOrExpression));
    }

    Formula formula(NumberExpression expression) {
        return new NumberLoops(this).compile(expression);
    }

    /** The names that the schema's own quantities speak of, by the field that has them. */
    public Map<String, Set<String>> spokenNames() {
        return Collections.unmodifiableMap(spoken);
    }

    /** Whether a quantity is the sender's truth label, or computed from it. */
    public boolean isOfLabel(String name) {
        return ofLabel.contains(name);
    }

    /** Whether a name is that of a number. */
    public boolean isNumber(String name) {
        return byName.get(name) instanceof Quantity.Numeric;
    }

    /** All names, fields first. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** The unit of a quantity's values; empty for none. */
    public String unitOf(String name) {
        boolean isDerived = schema.indexOf(name) < 0 && !schema.quantities().containsKey(name);
        return switch (isDerived ? name : "") {
            case "p", "pt" -> schema.unitOf(schema.nameOf(Role.MOMENTUM_X, ""));
            case "mass", PAIR_MASS -> schema.unitOf(schema.nameOf(Role.ENERGY, ""));
            case "phi" -> "rad";
            default -> schema.unitOf(Summary.fieldOf(name));
        };
    }

    /** How many are numbers; their slots run from 0 to this, exclusive. */
    int numerics() {
        return numerics;
    }

    private void addField(Field field, Slots slots, int index) {
        int number = slots.number(index);
        int name = slots.name(index);
        if (field.type() == FieldType.BOOLEAN) {
            Quantity.Truth truth = new Quantity.Truth(field.name(), number);
            byName.put(field.name(), truth);
            if (truth.isLabel()) {
                ofLabel.add(field.name());
            }
        } else if (number != Slots.NONE) {
            addNumeric(field.name(), (batch, columns, room) -> batch.numbers[number]);
        } else if (field.type() == FieldType.NUMBERS) {
            lists.add(field.name());
            for (Summary summary : Summary.values()) {
                int slot = slots.list(index) + summary.ordinal();
                addNumeric(summary.of(field.name()), (batch, columns, room) -> batch.numbers[slot]);
            }
        } else if (name != Slots.NONE) {
            byName.put(field.name(), new Quantity.Named(field.name(), name));
        }
    }

    private void addDefined(String name, String text) {
        NumberExpression expression;
        try {
            expression = number(text);
        } catch (ExpressionFault fault) {
            throw new SchemaFault(schema.name() + ": quantities." + name, fault.found(), fault.expected());
        }
        Condition.addNames(expression, spoken);
        if (expression.names().stream().anyMatch(this::isOfLabel)) {
            ofLabel.add(name);
        }
        addNumeric(name, formula(expression));
    }

    private void addIf(boolean hasRoles, String name, Formula formula) {
        if (hasRoles && !schema.quantities().containsKey(name)) {
            addNumeric(name, formula);
        }
    }

    private void addNumeric(String name, Formula formula) {
        if (!byName.containsKey(name)) {
            byName.put(name, new Quantity.Numeric(name, numerics++, formula));
        }
    }
}
