package science.pipeline.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.event.Slots;
import science.pipeline.schema.Field;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * The values of one event, read from where learnt ways lead to. It accepts nothing that the strict decoder would not;
 * what it does not know is left to that one. Touched by one thread.
 */
final class LearntRow {

    static final int NONE = FieldReader.NONE;

    /** Reads the list of a record; of an event that is one there is none. */
    @FunctionalInterface
    interface ListReader {

        /** @return where the list ends that begins at {@code at}, or {@link #NONE} */
        int read(byte[] document, int at);
    }

    /** By field. */
    final FieldReader[] readers;

    /** A bit for each field that was found so far. */
    long found;

    /** How many fields were found so far that the schema does not know. */
    int unknown;

    private final PrintedPrecision precision = new PrintedPrecision();
    private final boolean hasTime;
    private final @Nullable TimeField time;
    private final int room;

    /** A bit for each field that every event has. */
    private final long required;

    LearntRow(Schema schema) {
        Slots slots = new Slots(schema);
        List<Field> fields = schema.fields();
        readers = new FieldReader[fields.size()];
        long always = 0;
        int most = 0;
        for (int i = 0; i < readers.length; i++) {
            readers[i] = reader(i, fields.get(i), slots);
            always |= fields.get(i).presence() == Presence.REQUIRED ? bit(i) : 0;
            most += readers[i].room() + 1;
        }
        required = always;
        room = most;
        hasTime = schema.has(Role.TIME);
        time = hasTime ? (TimeField) readers[schema.indexOf(Role.TIME)] : null;
    }

    private FieldReader reader(int index, Field field, Slots slots) {
        PrintedPrecision of = PrintedPrecision.isKinematic(field.role()) ? precision : new PrintedPrecision();
        int number = slots.number(index);
        Double scale = field.scale();
        return switch (field.type()) {
            case INTEGER -> new IntegerField(index, field, number, of);
            case NUMBER ->
                scale == null
                        ? new NumberField(index, field, number, of)
                        : new ScaledField(index, field, number, scale, of);
            case NAME ->
                slots.name(index) == Slots.NONE
                        ? new TextField(index, field, true)
                        : new NameField(index, field, slots.name(index));
            case TEXT -> new TextField(index, field, false);
            case BOOLEAN -> new BooleanField(index, field, number);
            case TIME -> new TimeField(index, field, number);
            case NUMBERS -> new NumbersField(index, field, slots.list(index));
        };
    }

    private static long bit(int index) {
        return index < Long.SIZE ? 1L << index : 0;
    }

    /** Whether there are too many fields for what this class keeps of them. */
    boolean isTooWide() {
        return readers.length > Long.SIZE;
    }

    /** Begins the batch's next row. */
    void begin(EventBatch batch) {
        precision.clear();
        int row = batch.size();
        batch.eventId[row] = 0;
        batch.labelled[row] = false;
        found = 0;
        unknown = 0;
    }

    /**
     * Goes through a document on known ways, and reads its values into the batch's next row.
     *
     * @return where it ends, or {@link #NONE} where a way is not known or a value not plain
     */
    int follow(Ways ways, byte[] document, int start, EventBatch batch, ListReader list) {
        Way.Stop stop = ways.start();
        Way.Stop end = ways.end();
        long keys = 0;
        int at = start;
        while (true) {
            Way.Step step = stop.next(document, at);
            if (step == null || (keys & step.keys()) != 0) {
                return NONE;
            }
            keys |= step.keys();
            unknown += step.unknown();
            at += step.between().length();
            stop = step.to();
            if (stop == end) {
                return at;
            }
            if (stop.reader != null) {
                at = read(stop.reader, document, at, step.isQuoted(), batch);
            } else {
                at = stop.isList ? list.read(document, at) : UnknownValue.end(document, at, step.isQuoted());
            }
            if (at == NONE) {
                return NONE;
            }
        }
    }

    /** Reads a value, or a null that stands for none. */
    int read(FieldReader reader, byte[] document, int at, boolean isQuoted, EventBatch batch) {
        int nullEnd = reader.isOptional && !isQuoted ? FieldReader.nullEnd(document, at) : NONE;
        if (nullEnd != NONE) {
            return nullEnd;
        }
        long bit = bit(reader.index);
        if ((found & bit) != 0) {
            return NONE; // under an alias too: which one counts is the strict decoder's to say
        }
        found |= bit;
        reader.begin = at;
        reader.isQuoted = isQuoted;
        reader.end = reader.read(document, at, isQuoted, batch);
        return reader.end;
    }

    /** Whether no field is missing. */
    boolean isWhole() {
        return (found & required) == required;
    }

    /** Whether a field was found. */
    boolean has(FieldReader reader) {
        return (found & bit(reader.index)) != 0;
    }

    /**
     * Completes the row.
     *
     * @param length at least of all values together
     * @return where its text ends
     */
    int complete(byte[] document, int length, EventBatch batch) {
        int row = batch.size();
        int into = batch.reserveText(length + room);
        byte[] text = batch.text;
        for (FieldReader reader : readers) {
            if (has(reader)) {
                reader.complete(document, batch);
                into = reader.write(document, text, into);
            } else {
                reader.completeAbsent(batch);
                into = reader.writeAbsent(text, into);
            }
            text[into++] = ',';
        }
        if (!hasTime) {
            batch.timestampMicros[row] = batch.recordMicros;
        }
        batch.fractionDigits[row] = precision.fractionDigits();
        batch.significantDigits[row] = precision.significantDigits();
        return into - 1;
    }

    /** Whether the completed row's timestamp was finer than a microsecond, and cut. */
    boolean timestampIsCut() {
        return time != null && time.isCut();
    }
}
