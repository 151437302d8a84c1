package science.pipeline.analysis.quantity;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;
import science.pipeline.event.NameTables;
import science.pipeline.expression.Expression;
import science.pipeline.expression.Row;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

/** A batch of events with fields of every type, many of which are missing. */
final class Monitors {

    static final Schema SCHEMA = SchemaYaml.read("monitors.yml", """
            name: monitors
            fields:
              cpm:      {type: number, role: energy}
              temp_c:   {type: number, presence: optional}
              tries:    {type: integer, presence: optional, default: 3}
              place:    {type: name}
              owner:    {type: name, presence: optional}
              on:       {type: boolean}
              sealed:   {type: boolean, presence: optional}
              odd:      {type: boolean, role: label}
            quantities:
              dose:     "cpm / 334"
              warmth:   "owner == 'me' ? temp_c : dose + temp_c"
            """);

    static final List<String> NUMBERS = List.of("cpm", "temp_c", "tries", "dose", "warmth");
    static final List<String> NAMES = List.of("place", "owner");
    static final List<String> FLAGS = List.of("on", "sealed", "odd");
    static final List<String> WORDS = List.of("indoor", "outdoor", "me", "unseen");

    final Quantities quantities = new Quantities(SCHEMA);
    final EventBatch batch = new EventBatch(NameTables.of(SCHEMA, 100));
    final Columns columns = new Columns(quantities);

    /** Fills the batch with values of which many are equal to those of expressions. */
    void fill(Random random, int size) {
        batch.clear();
        columns.clear();
        for (int i = 0; i < size; i++) {
            number("cpm", i, value(random));
            number("temp_c", i, random.nextInt(3) == 0 ? Double.NaN : value(random));
            number("tries", i, random.nextInt(5));
            number("on", i, random.nextInt(2));
            number("sealed", i, random.nextInt(3) == 0 ? Double.NaN : random.nextInt(2));
            batch.labelled[i] = random.nextBoolean();
            name("place", i, random.nextBoolean() ? "indoor" : "outdoor");
            name("owner", i, List.of(NameTable.NO_NAME, "me", "indoor").get(random.nextInt(3)));
            batch.append(i, 0);
        }
    }

    private static double value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(5) - 2;
            case 1 -> random.nextBoolean() ? 2.5 : -0.0;
            case 2 -> random.nextGaussian() * 1e300;
            default -> Math.round(random.nextGaussian() * 100) / 8.0;
        };
    }

    private void number(String field, int row, double value) {
        batch.numbers[batch.slots.number(SCHEMA.indexOf(field))][row] = value;
    }

    private void name(String field, int row, String name) {
        int slot = batch.slots.name(SCHEMA.indexOf(field));
        batch.codes[slot][row] = batch.names.tables().get(slot).code(name);
    }

    /** A row for the plain way of evaluation; it computes the schema's quantities in that way too. */
    Row row(int row) {
        return new Row() {
            @Override
            public double number(String name) {
                if (SCHEMA.quantities().containsKey(name)) {
                    String text = SCHEMA.quantities().get(name).value();
                    return Expression.number(text, quantities.scope()).value(this);
                }
                return name.equals("odd")
                        ? batch.labelled[row] ? 1 : 0
                        : batch.numbers[batch.slots.number(SCHEMA.indexOf(name))][row];
            }

            @Override
            public @Nullable String name(String name) {
                int slot = batch.slots.name(SCHEMA.indexOf(name));
                String found = batch.names.tables().get(slot).name(batch.codes[slot][row]);
                return found.equals(NameTable.NO_NAME) ? null : found;
            }
        };
    }
}
