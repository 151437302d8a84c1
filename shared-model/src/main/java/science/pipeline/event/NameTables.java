package science.pipeline.event;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import science.pipeline.schema.Field;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * The tables that number a partition's names: one for each field of names. A schema without particle types, or without
 * detectors, has one of each, called {@value Schema#ONE_DETECTOR}. Touched by one thread.
 */
public final class NameTables {

    private final Schema schema;
    private final Slots slots;
    private final List<NameTable> tables;
    private final NameTable particleTypes;
    private final NameTable detectors;

    /** @param table makes the table of a field of names */
    public NameTables(Schema schema, Function<Field, NameTable> table) {
        this.schema = schema;
        slots = new Slots(schema);
        tables =
                fields(schema, slots).stream().map(field -> table(field, table)).toList();
        particleTypes = ofRole(Role.PARTICLE_TYPE);
        detectors = ofRole(Role.DETECTOR);
    }

    /** Events without a name of their kind have a code of their own, however many names there are. */
    private static NameTable table(Field field, Function<Field, NameTable> make) {
        NameTable table = make.apply(field);
        if (!field.isAlwaysThere()) {
            table.code(NameTable.NO_NAME);
        }
        return table;
    }

    /** @param most how many names of each field get a code of their own */
    public static NameTables of(Schema schema, int most) {
        return new NameTables(schema, field -> new NameTable(most, List.of()));
    }

    private static List<Field> fields(Schema schema, Slots slots) {
        return IntStream.range(0, schema.fields().size())
                .filter(field -> slots.name(field) != Slots.NONE)
                .mapToObj(schema.fields()::get)
                .toList();
    }

    private NameTable ofRole(Role role) {
        int field = schema.indexOf(role);
        return field < 0 ? new NameTable(0, List.of(Schema.ONE_DETECTOR)) : tables.get(slots.name(field));
    }

    public Schema schema() {
        return schema;
    }

    /** Where a batch keeps the values of each field. */
    public Slots slots() {
        return slots;
    }

    /** The fields that have a table, by its slot. */
    public List<Field> fields() {
        return fields(schema, slots);
    }

    /** The tables by the slot of their field. */
    public List<NameTable> tables() {
        return tables;
    }

    public NameTable particleTypes() {
        return particleTypes;
    }

    public NameTable detectors() {
        return detectors;
    }
}
