package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.event.NameTable;
import science.pipeline.event.Octets;
import science.pipeline.event.Slots;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;
import science.pipeline.schema.WriterSchemas;

/**
 * Reads Avro's records in a straight line, by a plan for each writer's schema, straight into columns and text. It
 * rejects nothing and accepts nothing that the strict decoder would not: whatever is not plain is left to that one.
 */
final class PlannedAvro implements EventDecoder {

    private static final int PREFIX_BYTES = 1 + Integer.BYTES;

    private final EventDecoder strict;
    private final WriterSchemas writers;
    private final Schema schema;
    private final Field[] fields;
    private final Slots slots;
    private final FieldValue[] otherwise;
    private final byte[][] otherwiseText;
    private final boolean isById;
    private final boolean hasTime;
    private final int limit;
    private final AvroBytes in = new AvroBytes();
    private final PrintedPrecision precision = new PrintedPrecision();
    private final NumberReader kinematic = new NumberReader(precision, Double.MAX_VALUE);
    private final Map<Integer, @Nullable AvroPlan> plans = new HashMap<>();
    private final @Nullable AvroPlan only;

    /** By field: whether it is there, and its value: an integer, a double's bits, or where its text begins. */
    private final boolean[] isThere;

    private final long[] values;
    private final int[] ends;
    private int room;
    private long unknownFields;

    PlannedAvro(Schema schema, WriterSchemas writers) {
        this.schema = schema;
        this.writers = writers;
        strict = new StrictDecoder(schema, writers);
        fields = schema.fields().toArray(Field[]::new);
        slots = new Slots(schema);
        otherwise = schema.fields().stream().map(FieldValue::of).toArray(FieldValue[]::new);
        otherwiseText = new byte[fields.length][];
        for (int i = 0; i < fields.length; i++) {
            otherwiseText[i] = otherwise[i].text().getBytes(StandardCharsets.UTF_8);
            room += otherwiseText[i].length + NumberWriter.ROOM + EventTime.WRITTEN_LENGTH + 2 * Octets.SIZE;
        }
        isById = schema.form().writer().isById();
        only = isById ? null : AvroPlan.of(AvroSchemas.of(schema), schema);
        hasTime = schema.has(Role.TIME);
        limit = schema.form().limit();
        isThere = new boolean[fields.length];
        values = new long[fields.length];
        ends = new int[fields.length];
    }

    @Override
    public long unknownFields() {
        return unknownFields + strict.unknownFields();
    }

    /** No plan has times finer than a microsecond. */
    @Override
    public long cutTimestamps() {
        return strict.cutTimestamps();
    }

    @Override
    public @Nullable Reject decode(byte @Nullable [] bytes, int start, int end, long offset, EventBatch batch) {
        if (bytes == null || end - start <= (isById ? PREFIX_BYTES : 0) || end - start > limit) {
            return strict.decode(bytes, start, end, offset, batch);
        }
        AvroPlan plan = isById ? plan(bytes, start) : only;
        if (plan != null && take(plan, bytes, isById ? start + PREFIX_BYTES : start, end, offset, batch)) {
            return null;
        }
        Reject reject = strict.decode(bytes, start, end, offset, batch);
        if (isById && reject == null && plan == null) {
            learn(id(bytes, start));
        }
        return reject;
    }

    private @Nullable AvroPlan plan(byte[] bytes, int start) {
        return bytes[start] == 0 ? plans.get(id(bytes, start)) : null;
    }

    private static int id(byte[] bytes, int start) {
        int id = 0;
        for (int i = 1; i < PREFIX_BYTES; i++) {
            id = id << Byte.SIZE | bytes[start + i] & 0xFF;
        }
        return id;
    }

    /** A record of this id was an event: its schema is known. */
    private void learn(int id) {
        if (plans.containsKey(id)) {
            return;
        }
        String json = writers.of(id);
        try {
            plans.put(id, json == null ? null : AvroPlan.of(AvroSchemas.parse(json), schema));
        } catch (AvroRuntimeException none) {
            plans.put(id, null);
        }
    }

    private boolean take(AvroPlan plan, byte[] bytes, int start, int end, long offset, EventBatch batch) {
        in.over(bytes, start, end);
        Arrays.fill(isThere, false);
        try {
            List<AvroPlan.Step> steps = plan.steps();
            for (int i = 0; i < steps.size(); i++) {
                read(steps.get(i));
            }
        } catch (AvroBytes.Fault broken) {
            return false;
        }
        if (in.left() != 0 || !isPlain(bytes)) {
            return false;
        }
        complete(bytes, end - start, offset, batch);
        unknownFields += plan.unknown();
        return true;
    }

    private void read(AvroPlan.Step step) {
        int field = step.field();
        if (step.nullBranch() >= 0) {
            int branch = in.readInt();
            if (branch == step.nullBranch()) {
                return;
            }
            if (branch != 1 - step.nullBranch()) {
                throw new AvroBytes.Fault(false, "a branch that there is not");
            }
        }
        long value = 0;
        int end = 0;
        switch (step.kind()) {
            case BOOLEAN -> value = in.readBoolean() ? 1 : 0;
            case INTEGER, MICROS -> value = in.readLong();
            case MILLIS -> value = Math.multiplyExact(limited(in.readLong()), 1_000L);
            case FLOAT -> value = Double.doubleToRawLongBits(in.readFloat());
            case DOUBLE -> value = Double.doubleToRawLongBits(in.readDouble());
            case BYTES -> {
                int length = in.skipBytes();
                end = in.at();
                value = end - length;
            }
        }
        if (field >= 0) {
            isThere[field] = true;
            values[field] = value;
            ends[field] = end;
        }
    }

    /** What is beyond is no time anyway. */
    private static long limited(long millis) {
        if (millis < 0 || millis > Long.MAX_VALUE / 1_000) {
            throw new AvroBytes.Fault(false, "no time");
        }
        return millis;
    }

    private boolean isPlain(byte[] bytes) {
        for (int i = 0; i < fields.length; i++) {
            boolean isPlain = isThere[i] ? isPlain(i, bytes) : fields[i].presence() != Presence.REQUIRED;
            if (!isPlain) {
                return false;
            }
        }
        return true;
    }

    private boolean isPlain(int index, byte[] bytes) {
        Field field = fields[index];
        long value = values[index];
        return switch (field.type()) {
            case NUMBER -> isWithin(field, Double.longBitsToDouble(value));
            case INTEGER -> field.role() == Role.EVENT_ID || isWithin(field, value);
            case TIME -> EventTime.isWithin(value);
            case BOOLEAN -> true;
            case NAME -> isName(bytes, (int) value, ends[index]);
            case TEXT -> isText(bytes, (int) value, ends[index]);
            case NUMBERS -> false;
        };
    }

    private static boolean isWithin(Field field, double value) {
        return value >= field.min() && value <= field.max() && Math.abs(value) <= Double.MAX_VALUE;
    }

    private static boolean isName(byte[] bytes, int begin, int end) {
        boolean isName = end > begin && end - begin <= Limits.NAME_CHARS && Names.mayStart(bytes[begin]);
        for (int i = begin + 1; i < end && isName; i++) {
            isName = Names.mayFollow(bytes[i]);
        }
        return isName;
    }

    /** Printable ASCII without what a cell would need quotes for. */
    private static boolean isText(byte[] bytes, int begin, int end) {
        boolean isText = end - begin <= Limits.STRING_CHARS;
        for (int i = begin; i < end && isText; i++) {
            isText = bytes[i] >= ' ' && bytes[i] < 0x7F && bytes[i] != ',' && bytes[i] != '"';
        }
        return isText;
    }

    private void complete(byte[] bytes, int length, long offset, EventBatch batch) {
        int row = batch.size();
        precision.clear();
        batch.eventId[row] = 0;
        batch.labelled[row] = false;
        if (!hasTime) {
            batch.timestampMicros[row] = batch.recordMicros;
        }
        int into = batch.reserveText(length + room);
        byte[] text = batch.text;
        for (int i = 0; i < fields.length; i++) {
            into = isThere[i] ? put(i, bytes, batch, text, into) : putAbsent(i, batch, text, into);
            text[into++] = ',';
        }
        batch.fractionDigits[row] = precision.fractionDigits();
        batch.significantDigits[row] = precision.significantDigits();
        batch.append(offset, into - 1);
    }

    private int put(int index, byte[] bytes, EventBatch batch, byte[] text, int at) {
        int row = batch.size();
        Field field = fields[index];
        int slot = slots.number(index);
        long value = values[index];
        return switch (field.type()) {
            case INTEGER -> {
                if (slot == Slots.NONE) {
                    batch.eventId[row] = value;
                } else {
                    batch.numbers[slot][row] = value;
                }
                yield NumberWriter.write(value, text, at);
            }
            case NUMBER -> {
                double number = Double.longBitsToDouble(value);
                batch.numbers[slot][row] = number;
                int end = NumberWriter.write(number, text, at);
                if (PrintedPrecision.isKinematic(field.role())) {
                    text[end] = ',';
                    kinematic.read(text, at);
                }
                yield end;
            }
            case BOOLEAN -> {
                if (slot == Slots.NONE) {
                    batch.labelled[row] = value == 1;
                } else {
                    batch.numbers[slot][row] = value;
                }
                yield ascii(value == 1 ? "true" : "false", text, at);
            }
            case TIME -> {
                if (slot == Slots.NONE) {
                    batch.timestampMicros[row] = value;
                } else {
                    batch.numbers[slot][row] = FieldValue.seconds(value);
                }
                EventTime.write(value, text, at);
                yield at + EventTime.WRITTEN_LENGTH;
            }
            case NAME, TEXT -> {
                int length = ends[index] - (int) value;
                if (field.type() == FieldType.NAME) {
                    NameTable names = batch.names.tables().get(slots.name(index));
                    batch.codes[slots.name(index)][row] = names.code(bytes, (int) value, ends[index]);
                }
                System.arraycopy(bytes, (int) value, text, at, length);
                yield at + length;
            }
            case NUMBERS -> throw new IllegalStateException("BUG: lists have no plan");
        };
    }

    private int putAbsent(int index, EventBatch batch, byte[] text, int at) {
        int row = batch.size();
        FieldValue value = otherwise[index];
        Role role = fields[index].role();
        if (slots.number(index) != Slots.NONE) {
            batch.numbers[slots.number(index)][row] = value.number();
        }
        if (slots.name(index) != Slots.NONE) {
            String name = value.text().isEmpty() ? NameTable.NO_NAME : value.text();
            batch.codes[slots.name(index)][row] =
                    batch.names.tables().get(slots.name(index)).code(name);
        }
        if (role == Role.TIME) {
            batch.timestampMicros[row] = value.micros();
        } else if (role == Role.LABEL) {
            batch.labelled[row] = value.number() == 1;
        } else if (role == Role.EVENT_ID && !value.text().isEmpty()) {
            batch.eventId[row] = fields[index].type() == FieldType.NAME
                    ? EventName.hash(value.text())
                    : Long.parseLong(value.text());
        }
        System.arraycopy(otherwiseText[index], 0, text, at, otherwiseText[index].length);
        return at + otherwiseText[index].length;
    }

    @SuppressWarnings("deprecation") // the one bulk copy of ASCII out of a String that allocates nothing
    private static int ascii(String word, byte[] into, int at) {
        word.getBytes(0, word.length(), into, at);
        return at + word.length();
    }
}
