package science.pipeline.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema.Type;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventTime;
import science.pipeline.event.SchemaEvent;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldPath;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Form;
import science.pipeline.schema.Schema;

/**
 * Writes events in Avro's binary form, by the schema of all records; before it a zero and the schema's id, where one is
 * given. What no field stands for is null, or its default.
 */
final class AvroWriter {

    private final Form form;
    private final EventTexts texts;
    private final org.apache.avro.Schema writer;
    private final @Nullable Integer id;
    private final GenericDatumWriter<Object> data;

    AvroWriter(Schema schema, @Nullable Integer id) {
        form = schema.form();
        texts = new EventTexts(schema);
        writer = AvroSchemas.of(schema);
        data = new GenericDatumWriter<>(writer);
        this.id = id;
    }

    /** @param events one, or those of a list */
    byte[] write(List<SchemaEvent> events) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (id != null) {
                bytes.write(0);
                bytes.write(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
            }
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            data.write(datum(writer, "", events.get(0), events), encoder);
            encoder.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("BUG: memory takes everything", impossible);
        }
        return bytes.toByteArray();
    }

    private @Nullable Object datum(
            org.apache.avro.Schema type, String place, SchemaEvent event, List<SchemaEvent> all) {
        return switch (type.getType()) {
            case RECORD -> {
                GenericData.Record record = new GenericData.Record(type);
                for (org.apache.avro.Schema.Field field : type.getFields()) {
                    String key = FieldPath.of(field.name());
                    String below = place.isEmpty() ? key : place + '.' + key;
                    Object value = datum(field.schema(), below, event, all);
                    record.put(field.pos(), value == null && field.hasDefaultValue() ? defaultOf(field) : value);
                }
                yield record;
            }
            case ARRAY -> {
                List<Object> elements = new ArrayList<>();
                Field field = texts.field(place);
                if (field != null && field.type() == FieldType.NUMBERS) {
                    ListText.elements(String.valueOf(texts.at(place, event)))
                            .forEach(text -> elements.add(scalar(type.getElementType(), field, text)));
                } else if (place.equals(form.each())) {
                    all.forEach(each -> elements.add(datum(type.getElementType(), place, each, all)));
                }
                yield elements;
            }
            case UNION -> datum(branch(type, place, event), place, event, all);
            default -> scalar(type, texts.field(place), texts.at(place, event));
        };
    }

    private static Object defaultOf(org.apache.avro.Schema.Field field) {
        return GenericData.get().getDefaultValue(field);
    }

    /** Null where there is nothing to write, else the first that is not. */
    private org.apache.avro.Schema branch(org.apache.avro.Schema union, String place, SchemaEvent event) {
        boolean isAbsent = texts.field(place) != null && texts.at(place, event) == null
                || texts.field(place) == null
                        && union.getTypes().stream()
                                .allMatch(each -> each.getType() != Type.RECORD && each.getType() != Type.ARRAY);
        return union.getTypes().stream()
                .filter(each -> (each.getType() == Type.NULL) == isAbsent)
                .findFirst()
                .orElse(union.getTypes().get(0));
    }

    private static @Nullable Object scalar(org.apache.avro.Schema type, @Nullable Field field, @Nullable String text) {
        if (type.getType() == Type.NULL || text == null) {
            return null;
        }
        return switch (type.getType()) {
            case INT -> Math.toIntExact(integer(type, field, text));
            case LONG -> integer(type, field, text);
            case FLOAT -> Float.parseFloat(text);
            case DOUBLE -> Double.parseDouble(text);
            case BOOLEAN -> Boolean.parseBoolean(text);
            case ENUM -> new GenericData.EnumSymbol(type, text);
            default -> text;
        };
    }

    private static long integer(org.apache.avro.Schema type, @Nullable Field field, String text) {
        long perSecond = type.getLogicalType() == null ? 0 : AvroStructure.perSecond(type.getLogicalType());
        boolean isTime = field != null
                && field.type() == FieldType.TIME
                && field.format().equals(Field.ISO);
        if (!isTime || perSecond == 0) {
            return Long.parseLong(text);
        }
        long micros = new TimeText(Field.ISO).micros(text);
        if (micros == EventTime.INVALID) {
            throw new NumberFormatException("'" + text + "' is no time");
        }
        return perSecond >= 1_000_000 ? micros * (perSecond / 1_000_000) : micros / (1_000_000 / perSecond);
    }
}
