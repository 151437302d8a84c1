package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.event.NameTable;
import science.pipeline.event.Slots;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaFault;
import tools.jackson.core.JsonToken;

/** The policy on the values of one event, whatever form they came in. Touched by one thread. */
final class StrictRow {

    private final List<Field> fields;
    private final Slots slots;
    private final Values values;
    private final FieldValue[] otherwise;
    private final TimeText[] times;
    private final boolean hasTime;
    private final PrintedPrecision precision = new PrintedPrecision();

    private final ListText list = new ListText();

    /** The document's cells, by field. */
    private final String[] cells;

    private boolean timestampIsCut;

    /**
     * @param values of the event
     * @throws SchemaFault if a constant or a default is no value of its field
     */
    StrictRow(Schema schema, Values values) {
        this.values = values;
        fields = schema.fields();
        slots = new Slots(schema);
        otherwise = fields.stream().map(FieldValue::of).toArray(FieldValue[]::new);
        times = fields.stream().map(field -> new TimeText(field.format())).toArray(TimeText[]::new);
        hasTime = schema.has(Role.TIME);
        cells = new String[fields.size()];
    }

    /** Whether the event appended last had a timestamp finer than a microsecond, which was cut. */
    boolean timestampIsCut() {
        return timestampIsCut;
    }

    /** Begins the batch's next row. */
    void begin(EventBatch batch) {
        precision.clear();
        timestampIsCut = false;
        int row = batch.size();
        batch.eventId[row] = 0;
        batch.labelled[row] = false;
        if (!hasTime) {
            batch.timestampMicros[row] = batch.recordMicros;
        }
    }

    /** Puts the values of all fields into the batch's next row, or says why one is none. */
    @Nullable Reject putAll(EventBatch batch) {
        begin(batch);
        for (int i = 0; i < fields.size(); i++) {
            Reject fault = store(i, batch);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    /**
     * Completes the row.
     *
     * @return where its text ends
     */
    int complete(EventBatch batch) {
        int row = batch.size();
        // Names are numbered last: a rejected document must leave no trace in the tables.
        for (int i = 0; i < fields.size(); i++) {
            if (slots.name(i) != Slots.NONE) {
                String name = cells[i].isEmpty() ? NameTable.NO_NAME : cells[i];
                batch.codes[slots.name(i)][row] =
                        batch.names.tables().get(slots.name(i)).code(name);
            }
        }
        batch.fractionDigits[row] = precision.fractionDigits();
        batch.significantDigits[row] = precision.significantDigits();
        return writeText(batch);
    }

    /** Puts a field's value into the batch's next row, or says why there is none. */
    @Nullable Reject store(int index, EventBatch batch) {
        Field field = fields.get(index);
        int value = values.valueOf(index);
        boolean isNull = value != Place.NO_VALUE && values.token(value) == JsonToken.VALUE_NULL;
        if (value == Place.NO_VALUE || isNull) {
            if (field.presence() == Presence.REQUIRED) {
                return isNull
                        ? new Reject(RejectReason.NULL_FIELD, field.from() + ": found null")
                        : new Reject(RejectReason.MISSING_FIELD, field.from() + ": found no such field");
            }
            put(index, otherwise[index], batch);
            return null;
        }
        JsonToken token = values.token(value);
        String text = values.text(value);
        return switch (field.type()) {
            case INTEGER -> integer(index, token, text, batch);
            case NUMBER -> number(index, token, text, batch);
            case NAME -> name(index, token, text, batch);
            case TEXT -> text(index, token, text);
            case BOOLEAN -> bool(index, token, batch);
            case TIME -> time(index, token, text, batch);
            case NUMBERS -> numbers(index, token, text, batch);
        };
    }

    /** Stores what stands for a field that no document has, or that this one lacks. */
    private void put(int index, FieldValue value, EventBatch batch) {
        int row = batch.size();
        cells[index] = value.text();
        if (slots.number(index) != Slots.NONE) {
            batch.numbers[slots.number(index)][row] = value.number();
        }
        if (slots.list(index) != Slots.NONE) {
            ListTotals.putAbsent(batch, slots.list(index));
        }
        Role role = fields.get(index).role();
        if (role == Role.TIME) {
            batch.timestampMicros[row] = value.micros();
        } else if (role == Role.LABEL) {
            batch.labelled[row] = value.number() == 1;
        } else if (role == Role.EVENT_ID && !value.text().isEmpty()) {
            batch.eventId[row] = fields.get(index).type() == FieldType.NAME
                    ? EventName.hash(value.text())
                    : Long.parseLong(value.text());
        }
    }

    private @Nullable Reject integer(int index, JsonToken token, String text, EventBatch batch) {
        Field field = fields.get(index);
        if (!token.isNumeric()) {
            return wrongType(field, token, "an integer");
        }
        try {
            if (token == JsonToken.VALUE_NUMBER_INT) {
                long value = Long.parseLong(text);
                cells[index] = Long.toString(value); // −0 is 0
                if (field.role() == Role.EVENT_ID) {
                    batch.eventId[batch.size()] = value;
                    return null;
                }
                return numeric(index, value, text, batch);
            }
        } catch (NumberFormatException beyondInt64) {
            // falls through to the reject
        }
        return new Reject(
                field.role() == Role.EVENT_ID ? RejectReason.INVALID_EVENT_ID : RejectReason.INVALID_INTEGER,
                field.from() + ": found " + Quote.of(text) + ", expected an integer from " + Long.MIN_VALUE + " to "
                        + Long.MAX_VALUE);
    }

    private @Nullable Reject number(int index, JsonToken token, String text, EventBatch batch) {
        Field field = fields.get(index);
        if (!token.isNumeric()) {
            return wrongType(field, token, "a number");
        }
        double value = toDouble(text);
        if (!Double.isFinite(value)) {
            return new Reject(
                    RejectReason.NOT_FINITE, field.from() + ": found " + Quote.of(text) + ", expected a finite number");
        }
        cells[index] = text;
        return numeric(index, value, text, batch);
    }

    private @Nullable Reject numeric(int index, double received, String text, EventBatch batch) {
        Field field = fields.get(index);
        double value = received;
        Double scale = field.scale();
        if (scale != null) {
            value = received * scale;
            if (!Double.isFinite(value)) {
                return new Reject(
                        RejectReason.NOT_FINITE,
                        field.from() + ": found " + Quote.of(text) + ", expected a number that is finite times "
                                + scale);
            }
            cells[index] = NumberWriter.written(value);
        }
        batch.numbers[slots.number(index)][batch.size()] = value;
        if (PrintedPrecision.isKinematic(field.role())) {
            precision.add(value, cells[index]);
        }
        return Bounds.reject(field, value, text);
    }

    /** Java knows only some of the names under which the parser lets the non-finite numbers through. */
    private static double toDouble(String text) {
        char last = text.charAt(text.length() - 1);
        return last >= '0' && last <= '9' ? Double.parseDouble(text) : Double.NaN;
    }

    private @Nullable Reject name(int index, JsonToken token, String text, EventBatch batch) {
        Field field = fields.get(index);
        if (token != JsonToken.VALUE_STRING) {
            return wrongType(field, token, "a string");
        }
        cells[index] = text;
        if (!Names.isName(text)) {
            return new Reject(
                    RejectReason.INVALID_NAME,
                    field.from() + ": found " + Quote.of(text)
                            + ", expected 1 to 64 of A-Z a-z 0-9 _ . : + - starting with a letter, digit or _");
        }
        if (field.role() == Role.EVENT_ID) {
            batch.eventId[batch.size()] = EventName.hash(text);
        }
        return null;
    }

    private @Nullable Reject text(int index, JsonToken token, String text) {
        Field field = fields.get(index);
        if (token != JsonToken.VALUE_STRING) {
            return wrongType(field, token, "a string");
        }
        if (!isPlain(text)) {
            return new Reject(
                    RejectReason.INVALID_TEXT,
                    field.from() + ": found " + Quote.of(text)
                            + ", expected text without control characters and halves of pairs");
        }
        cells[index] = Csv.cell(text);
        return null;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Reject bool(int index, JsonToken token, EventBatch batch) {
        Field field = fields.get(index);
        if (!token.isBoolean()) {
            return wrongType(field, token, "true or false");
        }
        boolean value = token == JsonToken.VALUE_TRUE;
        cells[index] = value ? "true" : "false";
        if (field.role() == Role.LABEL) {
            batch.labelled[batch.size()] = value;
        } else {
            batch.numbers[slots.number(index)][batch.size()] = value ? 1 : 0;
        }
        return null;
    }

    private @Nullable Reject time(int index, JsonToken token, String text, EventBatch batch) {
        Field field = fields.get(index);
        TimeText format = times[index];
        if (format.isEpoch() ? !token.isNumeric() : token != JsonToken.VALUE_STRING) {
            return wrongType(field, token, format.isEpoch() ? "a number, " + field.format() : "a string");
        }
        long micros = format.micros(text);
        if (micros == EventTime.INVALID) {
            return new Reject(
                    RejectReason.INVALID_TIMESTAMP,
                    field.from() + ": found " + Quote.of(text) + ", expected " + format.expected());
        }
        cells[index] = EventTime.format(micros);
        if (field.role() == Role.TIME) {
            timestampIsCut = format.isCut(text);
            batch.timestampMicros[batch.size()] = micros;
        } else {
            batch.numbers[slots.number(index)][batch.size()] = FieldValue.seconds(micros);
        }
        return null;
    }

    private @Nullable Reject numbers(int index, JsonToken token, String text, EventBatch batch) {
        Field field = fields.get(index);
        if (token != JsonToken.START_ARRAY) {
            return wrongType(field, token, "a list of numbers");
        }
        Reject fault = list.read(field.from(), text);
        if (fault == null) {
            cells[index] = Csv.cell(list.kept());
            list.totals().put(batch, slots.list(index));
        }
        return fault;
    }

    private static Reject wrongType(Field field, JsonToken token, String expected) {
        return new Reject(
                RejectReason.WRONG_TYPE,
                field.from() + ": found " + JsonStructure.named(token) + ", expected " + expected);
    }

    private int writeText(EventBatch batch) {
        int length = cells.length;
        for (String cell : cells) {
            length += 3 * cell.length();
        }
        int at = batch.reserveText(length);
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                batch.text[at++] = ',';
            }
            byte[] text = cells[i].getBytes(StandardCharsets.UTF_8);
            System.arraycopy(text, 0, batch.text, at, text.length);
            at += text.length;
        }
        return at;
    }
}
