package science.pipeline.analysis.quantity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import science.pipeline.event.Layout;
import science.pipeline.event.Role;

/**
 * The quantities of a layout's events by name: its numbers, names and label under the layout's own field names, then
 * the derived {@code p}, {@code pt}, {@code eta}, {@code phi} and {@code mass}. The identifier and the time are none:
 * they say which event it is, not what it is like.
 */
public final class Quantities {

    /** Those of the contract's event. */
    public static final Quantities PARTICLE_EVENT = new Quantities(Layout.PARTICLE_EVENT);

    private final Map<String, Quantity> byName = new LinkedHashMap<>();
    private int numerics;

    /** A field that bears the name of a derived quantity takes its place. */
    public Quantities(Layout layout) {
        layout.fields().forEach(field -> addField(field.name(), field.role()));
        addNumeric("p", new Momentum());
        addNumeric("pt", new TransverseMomentum());
        addNumeric("eta", new Pseudorapidity());
        addNumeric("phi", new Azimuth());
        addNumeric("mass", new Mass());
    }

    public Optional<Quantity> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All names, fields first. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** How many are numbers; their slots run from 0 to this, exclusive. */
    int numerics() {
        return numerics;
    }

    private void addField(String name, Role role) {
        switch (role) {
            case EVENT_ID, TIME -> {}
            case ENERGY -> addNumeric(name, (batch, room) -> batch.energy);
            case MOMENTUM_X -> addNumeric(name, (batch, room) -> batch.momentumX);
            case MOMENTUM_Y -> addNumeric(name, (batch, room) -> batch.momentumY);
            case MOMENTUM_Z -> addNumeric(name, (batch, room) -> batch.momentumZ);
            case PARTICLE_TYPE -> byName.put(name, new Quantity.Named(name, Quantity.Kind.PARTICLE_TYPE));
            case DETECTOR -> byName.put(name, new Quantity.Named(name, Quantity.Kind.DETECTOR));
            case LABEL -> byName.put(name, new Quantity.Label(name));
        }
    }

    private void addNumeric(String name, Formula formula) {
        if (!byName.containsKey(name)) {
            byName.put(name, new Quantity.Numeric(name, numerics++, formula));
        }
    }
}
