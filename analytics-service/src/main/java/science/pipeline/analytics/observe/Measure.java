package science.pipeline.analytics.observe;

import java.util.ArrayList;
import java.util.List;
import science.pipeline.event.Slots;
import science.pipeline.schema.Field;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * A number whose spectrum the page shows.
 *
 * @param field that holds it
 * @param slot of its column
 * @param bins of the spectrum
 */
record Measure(Field field, int slot, MeasureBins bins) {

    /** More would be more than a browser wants once a second. */
    private static final int MOST = 20;

    /** The energy, then the numbers without a role. */
    static List<Measure> of(Schema schema) {
        Slots slots = new Slots(schema);
        List<Measure> measures = new ArrayList<>();
        schema.field(Role.ENERGY).ifPresent(field -> measures.add(of(schema, slots, field)));
        schema.fields().stream()
                .filter(field -> field.role() == null && field.isNumeric() && field.presence() != Presence.CONSTANT)
                .map(field -> of(schema, slots, field))
                .forEach(measures::add);
        return List.copyOf(measures.subList(0, Math.min(measures.size(), MOST)));
    }

    private static Measure of(Schema schema, Slots slots, Field field) {
        return new Measure(field, slots.number(schema.indexOf(field.name())), MeasureBins.of(field));
    }
}
