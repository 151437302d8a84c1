package science.pipeline.codec;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventTime;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Form;
import science.pipeline.schema.Schema;
import science.pipeline.schema.WriterSchemas;
import tools.jackson.core.JsonToken;

/**
 * The strict reading of Avro's binary form, by the one schema of all records or by the one whose id each record names
 * (a zero, then four bytes: Confluent's wire format). What the schema calls a timestamp is one, whatever its unit.
 */
final class AvroStructure implements Structure {

    /** A zero and the id. */
    private static final int PREFIX_BYTES = 1 + Integer.BYTES;

    /** Schemas may nest in themselves. */
    private static final int DEPTH = 32;

    private final Form form;
    private final Schema schema;
    private final WriterSchemas writers;
    private final Place root;
    private final int[] fieldOf;
    private final Values values;
    private final Elements elements;
    private final org.apache.avro.@Nullable Schema only;
    private final Map<Integer, org.apache.avro.Schema> byId = new HashMap<>();
    private final AvroBytes in = new AvroBytes();
    private byte[] record = {};
    private int recordStart;
    private int recordEnd;
    private boolean hasList;
    private @Nullable JsonToken listToken;
    private int unknownFields;
    private int shown;
    private @Nullable Reject tooLong;

    /** Why there is no schema to read the record by. */
    private @Nullable Reject unknown;

    /** How many more values may be passed over: a few bytes can claim billions of empty ones. */
    private int patience;

    AvroStructure(Schema schema, WriterSchemas writers) {
        this.schema = schema;
        this.writers = writers;
        form = schema.form();
        Place.Places places = Place.Places.of(schema);
        root = places.root();
        fieldOf = places.fieldOf();
        values = new Values(schema);
        elements = new Elements(values.size());
        only = form.writer().isById() ? null : AvroSchemas.of(schema);
    }

    @Override
    public @Nullable Reject read(byte @Nullable [] bytes, int start, int end) {
        Reject fault = Utf8.size(bytes, end - start, form.limit());
        if (fault != null || bytes == null) {
            return fault;
        }
        if (start == end) {
            return new Reject(RejectReason.EMPTY, "found no bytes");
        }
        record = bytes;
        recordStart = start;
        recordEnd = end;
        in.over(bytes, start, end);
        values.clear();
        elements.clear();
        hasList = false;
        listToken = null;
        unknownFields = 0;
        tooLong = null;
        patience = 2 * form.limit();
        try {
            org.apache.avro.Schema writer = only == null ? named() : only;
            if (writer == null) {
                return unknown;
            }
            read(writer, root, false, 0);
            return in.left() > 0 ? trailing() : tooLong == null ? list() : tooLong;
        } catch (AvroBytes.Fault broken) {
            return new Reject(
                    broken.isCut ? RejectReason.TRUNCATED : RejectReason.NOT_AVRO, "found " + broken.getMessage());
        }
    }

    /** The schema whose id the record names. */
    private org.apache.avro.@Nullable Schema named() {
        if (in.left() < PREFIX_BYTES || in.bytes()[in.at()] != 0) {
            throw new AvroBytes.Fault(false, "no zero and id of a schema before the value (Confluent's wire format)");
        }
        in.skip(1);
        int id = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            in.skip(1);
            id = id << Byte.SIZE | in.bytes()[in.at() - 1] & 0xFF;
        }
        org.apache.avro.Schema known = byId.get(id);
        if (known != null) {
            return known;
        }
        String json = writers.of(id);
        if (json == null) {
            unknown = new Reject(
                    RejectReason.UNKNOWN_SCHEMA, "found the id " + id + ", of which the registry knows no schema");
            return null;
        }
        try {
            org.apache.avro.Schema parsed = AvroSchemas.parse(json);
            byId.put(id, parsed);
            return parsed;
        } catch (AvroRuntimeException none) {
            unknown = new Reject(
                    RejectReason.UNKNOWN_SCHEMA,
                    "found the id " + id + ", of which the registry holds something that is no Avro schema");
            return null;
        }
    }

    private static Reject trailing() {
        return new Reject(RejectReason.TRAILING_BYTES, "something follows the record's last field");
    }

    private @Nullable Reject list() {
        return form.hasList() && !hasList ? Lists.missing(form, listToken) : null;
    }

    private void read(org.apache.avro.Schema type, @Nullable Place place, boolean inElement, int depth) {
        if (depth > DEPTH) {
            throw new AvroBytes.Fault(false, "records nested deeper than " + DEPTH);
        }
        if (place == null) {
            skip(type, depth);
            return;
        }
        switch (type.getType()) {
            case RECORD -> {
                note(place, JsonToken.START_OBJECT, "", inElement);
                for (org.apache.avro.Schema.Field field : type.getFields()) {
                    Place below = place.isList() && !inElement ? null : place.at(field.name());
                    if (below == null) {
                        unknownField(inElement);
                    }
                    read(field.schema(), below, inElement, depth + 1);
                }
            }
            case UNION -> read(branch(type), place, inElement, depth + 1);
            case ARRAY -> {
                if (place.isList() && !inElement) {
                    readList(type.getElementType(), place, depth);
                } else if (place.isOfNumbers()) {
                    note(place, JsonToken.START_ARRAY, numbers(type.getElementType(), depth), inElement);
                } else {
                    note(place, JsonToken.START_ARRAY, "", inElement);
                    skip(type, depth);
                }
            }
            case NULL -> note(place, JsonToken.VALUE_NULL, "null", inElement);
            case BOOLEAN -> note(place, in.readBoolean() ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE, "", inElement);
            case INT -> integer(type, place, in.readInt(), inElement);
            case LONG -> integer(type, place, in.readLong(), inElement);
            case FLOAT -> number(place, in.readFloat(), inElement);
            case DOUBLE -> number(place, in.readDouble(), inElement);
            case STRING -> text(place, in.readString(), inElement);
            case ENUM -> text(place, symbol(type), inElement);
            case BYTES, FIXED, MAP -> {
                note(place, JsonToken.START_OBJECT, "", inElement);
                skip(type, depth);
            }
        }
    }

    /**
     * What an index chooses among a schema's branches or symbols.
     *
     * @param what is chosen, for messages
     */
    static <T> T at(List<T> choices, int index, String what) {
        if (index < 0 || index >= choices.size()) {
            throw new AvroBytes.Fault(false, what + " " + index + " of " + choices.size());
        }
        return choices.get(index);
    }

    private org.apache.avro.Schema branch(org.apache.avro.Schema union) {
        return at(union.getTypes(), in.readInt(), "branch");
    }

    private String symbol(org.apache.avro.Schema type) {
        return at(type.getEnumSymbols(), in.readInt(), "symbol");
    }

    private void integer(org.apache.avro.Schema type, Place place, long value, boolean inElement) {
        LogicalType logical = type.getLogicalType();
        Field field = place.value() == Place.NO_VALUE ? null : schema.fields().get(fieldOf[place.value()]);
        boolean isTime = field != null
                && field.type() == FieldType.TIME
                && field.format().equals(Field.ISO);
        if (isTime && logical != null) {
            long perSecond = perSecond(logical);
            if (perSecond > 0) {
                note(place, JsonToken.VALUE_STRING, iso(value, perSecond), inElement);
                return;
            }
        }
        note(place, JsonToken.VALUE_NUMBER_INT, Long.toString(value), inElement);
    }

    /** How many of a timestamp's units a second has; 0 of what is none. */
    static long perSecond(LogicalType logical) {
        if (logical instanceof LogicalTypes.TimestampMillis || logical instanceof LogicalTypes.LocalTimestampMillis) {
            return 1_000;
        }
        if (logical instanceof LogicalTypes.TimestampMicros || logical instanceof LogicalTypes.LocalTimestampMicros) {
            return 1_000_000;
        }
        boolean isNanos =
                logical instanceof LogicalTypes.TimestampNanos || logical instanceof LogicalTypes.LocalTimestampNanos;
        return isNanos ? 1_000_000_000 : 0;
    }

    /** As the wire's usual form writes it; a number that is no time stays one, and is refused as such. */
    static String iso(long value, long perSecond) {
        long seconds = Math.floorDiv(value, perSecond);
        if (!EventTime.isWithin(Math.multiplyHigh(seconds, 1_000_000) == 0 ? seconds * 1_000_000 : -1)) {
            return Long.toString(value);
        }
        long fraction = Math.floorMod(value, perSecond) * (1_000_000_000 / perSecond);
        String text = EventTime.format(seconds * 1_000_000 + fraction / 1_000);
        long finer = fraction % 1_000;
        return finer == 0 ? text : text + Long.toString(1_000 + finer).substring(1);
    }

    private void number(Place place, double value, boolean inElement) {
        note(place, JsonToken.VALUE_NUMBER_FLOAT, printed(value), inElement);
    }

    private static String printed(double value) {
        return Double.isFinite(value) ? NumberWriter.written(value) : Double.isNaN(value) ? "NaN" : "Infinity";
    }

    private void text(Place place, String text, boolean inElement) {
        if (text.length() > Limits.STRING_CHARS) {
            Reject fault = new Reject(
                    RejectReason.STRING_TOO_LONG,
                    "found a string of " + text.length() + " characters, expected at most " + Limits.STRING_CHARS);
            if (inElement) {
                elements.fault(fault);
            } else {
                tooLong = tooLong == null ? fault : tooLong;
            }
        }
        note(place, JsonToken.VALUE_STRING, text, inElement);
    }

    /** A list as JSON writes it; what is no number in it need only be none there. */
    private String numbers(org.apache.avro.Schema type, int depth) {
        StringJoiner list = new StringJoiner(",", "[", "]");
        for (long count = block(); count > 0; count = block()) {
            for (long i = 0; i < count; i++) {
                spend();
                list.add(element(type, depth));
            }
        }
        return list.toString();
    }

    private String element(org.apache.avro.Schema type, int depth) {
        org.apache.avro.Schema own = type.getType() == org.apache.avro.Schema.Type.UNION ? branch(type) : type;
        return switch (own.getType()) {
            case INT -> Integer.toString(in.readInt());
            case LONG -> Long.toString(in.readLong());
            case FLOAT -> printed(in.readFloat());
            case DOUBLE -> printed(in.readDouble());
            case NULL -> "null";
            default -> {
                skip(own, depth + 1);
                yield own.getType() == org.apache.avro.Schema.Type.STRING ? "\"\"" : "{}";
            }
        };
    }

    private void note(Place place, JsonToken token, String text, boolean inElement) {
        if (place.isList() && !inElement) {
            listToken = token;
        } else if (place.value() != Place.NO_VALUE && inElement) {
            elements.put(place.value(), token, text);
        } else if (place.value() != Place.NO_VALUE) {
            values.put(place.value(), token, text);
        }
    }

    private void unknownField(boolean inElement) {
        if (inElement) {
            elements.unknown();
        } else {
            unknownFields++;
        }
    }

    private void readList(org.apache.avro.Schema type, Place place, int depth) {
        hasList = true;
        for (long count = block(); count > 0; count = block()) {
            for (long i = 0; i < count; i++) {
                spend();
                elements.begin(in.at());
                boolean isObject = type.getType() == org.apache.avro.Schema.Type.RECORD;
                if (place.value() == Place.NO_VALUE && !isObject) {
                    elements.fault(Lists.noObject(form, type.getType().getName()));
                }
                read(type, place, true, depth + 1);
            }
        }
    }

    /** How many items follow in an array or a map. */
    private long block() {
        return block(in);
    }

    static long block(AvroBytes in) {
        long count = in.readLong();
        if (count < 0) {
            in.readLong(); // its length, for those who pass over it
            return -count;
        }
        return count;
    }

    private void spend() {
        if (--patience < 0) {
            throw new AvroBytes.Fault(false, "more items than a record has bytes");
        }
    }

    private void skip(org.apache.avro.Schema type, int depth) {
        spend();
        if (depth > DEPTH) {
            throw new AvroBytes.Fault(false, "records nested deeper than " + DEPTH);
        }
        switch (type.getType()) {
            case RECORD -> type.getFields().forEach(field -> skip(field.schema(), depth + 1));
            case UNION -> skip(branch(type), depth + 1);
            case ARRAY -> skipBlocks(type.getElementType(), false, depth);
            case MAP -> skipBlocks(type.getValueType(), true, depth);
            case NULL -> {
                // nothing stands there
            }
            case BOOLEAN -> in.readBoolean();
            case INT, LONG, ENUM -> in.readLong();
            case FLOAT -> in.skip(Float.BYTES);
            case DOUBLE -> in.skip(Double.BYTES);
            case STRING, BYTES -> in.skipBytes();
            case FIXED -> in.skip(type.getFixedSize());
        }
    }

    private void skipBlocks(org.apache.avro.Schema type, boolean hasKeys, int depth) {
        for (long count = block(); count > 0; count = block()) {
            for (long i = 0; i < count; i++) {
                if (hasKeys) {
                    in.skipBytes();
                }
                skip(type, depth + 1);
            }
        }
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public int unknownFields() {
        return unknownFields;
    }

    @Override
    public int elements() {
        return elements.size();
    }

    @Override
    public @Nullable Reject element(int index) {
        shown = index;
        return elements.show(index, values);
    }

    @Override
    public int unknownFieldsOfElement() {
        return elements.unknown(shown);
    }

    /** A list of one element would have to be written anew; so all of the record is kept. */
    @Override
    public byte[] alone(int index) {
        return Arrays.copyOfRange(record, recordStart, recordEnd);
    }

    @Override
    public byte[] bare(int index) {
        return new byte[0];
    }
}
