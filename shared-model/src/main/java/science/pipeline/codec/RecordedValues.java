package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.event.NameTable;
import science.pipeline.event.Slots;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/** Puts the cells of our own files back into a batch's columns. Touched by one thread. */
public final class RecordedValues {

    private final List<Field> fields;
    private final Slots slots;
    private final ListText list = new ListText();

    public RecordedValues(Schema schema) {
        fields = schema.fields();
        slots = new Slots(schema);
    }

    /**
     * Puts a cell into the batch's next row.
     *
     * @param cell as a file has it; empty where the event has no value
     * @throws NumberFormatException if it is none that a file can have
     */
    public void put(int index, String cell, EventBatch batch) {
        Field field = fields.get(index);
        int row = batch.size();
        Role role = field.role();
        if (role == Role.EVENT_ID) {
            batch.eventId[row] = id(field, cell);
        } else if (role == Role.TIME) {
            batch.timestampMicros[row] = micros(cell);
        } else if (role == Role.LABEL) {
            batch.labelled[row] = cell.equals("true");
        } else if (slots.number(index) != Slots.NONE) {
            batch.numbers[slots.number(index)][row] = cell.isEmpty() ? Double.NaN : number(field.type(), cell);
        } else if (slots.list(index) != Slots.NONE) {
            putList(index, cell, batch);
        } else if (slots.name(index) != Slots.NONE) {
            NameTable names = batch.names.tables().get(slots.name(index));
            batch.codes[slots.name(index)][row] = names.code(cell.isEmpty() ? NameTable.NO_NAME : cell);
        }
    }

    private void putList(int index, String cell, EventBatch batch) {
        if (cell.isEmpty()) {
            ListTotals.putAbsent(batch, slots.list(index));
        } else if (list.read(fields.get(index).name(), Csv.text(cell)) == null) {
            list.totals().put(batch, slots.list(index));
        } else {
            throw new NumberFormatException("no list of numbers: " + Quote.of(cell));
        }
    }

    private static long id(Field field, String cell) {
        if (cell.isEmpty()) {
            return 0;
        }
        return field.type() == FieldType.NAME ? EventName.hash(cell) : Long.parseLong(cell);
    }

    private static double number(FieldType type, String cell) {
        return switch (type) {
            case BOOLEAN -> cell.equals("true") ? 1 : 0;
            case TIME -> FieldValue.seconds(micros(cell));
            default -> Double.parseDouble(cell);
        };
    }

    private static long micros(String cell) {
        byte[] text = cell.getBytes(StandardCharsets.US_ASCII);
        return EventTime.parse(text, 0, text.length);
    }
}
