package science.pipeline.codec;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.jspecify.annotations.Nullable;
import science.pipeline.schema.WriterSchemas;

/**
 * Records of Avro as JSON documents, for those who look at a topic of which no schema is known yet. A timestamp is
 * written as a time, what is no finite number as null, and so is what no field can be: bytes and maps. Touched by one
 * thread.
 */
public final class AvroDocuments {

    private static final int PREFIX_BYTES = 1 + Integer.BYTES;
    private static final int DEPTH = 32;

    private final WriterSchemas writers;
    private final org.apache.avro.@Nullable Schema only;
    private final Map<Integer, org.apache.avro.Schema> byId = new HashMap<>();
    private final AvroBytes in = new AvroBytes();
    private final StringBuilder json = new StringBuilder();
    private int patience;

    private AvroDocuments(WriterSchemas writers, org.apache.avro.@Nullable Schema only) {
        this.writers = writers;
        this.only = only;
    }

    /** Of records that name their schema by an id: a zero, then four bytes. */
    public static AvroDocuments byId(WriterSchemas writers) {
        return new AvroDocuments(writers, null);
    }

    /**
     * Of records that were all written by one schema.
     *
     * @throws IllegalArgumentException if that is none
     */
    public static AvroDocuments of(String schema) {
        return new AvroDocuments(WriterSchemas.NONE, parsed("event.avro.schema", schema));
    }

    private static org.apache.avro.Schema parsed(String what, String schema) {
        try {
            return AvroSchemas.parse(schema);
        } catch (AvroRuntimeException none) {
            throw new IllegalArgumentException(
                    what + ": found no Avro schema (" + none.getMessage() + "), expected one in JSON", none);
        }
    }

    /**
     * A record as a document.
     *
     * @throws IllegalArgumentException if it is no record of its schema, or nobody knows that
     */
    public String json(byte[] record) {
        in.over(record, 0, record.length);
        json.setLength(0);
        patience = 2 * record.length + DEPTH;
        try {
            write(only == null ? named(record) : only, 0);
            if (in.left() > 0) {
                throw new AvroBytes.Fault(false, "something behind the record's last field");
            }
        } catch (AvroBytes.Fault broken) {
            throw new IllegalArgumentException("found " + broken.getMessage() + ", expected Avro", broken);
        }
        return json.toString();
    }

    private org.apache.avro.Schema named(byte[] record) {
        if (record.length < PREFIX_BYTES || record[0] != 0) {
            throw new AvroBytes.Fault(false, "no zero and id of a schema before the value");
        }
        in.skip(PREFIX_BYTES);
        int id = ByteBuffer.wrap(record, 1, Integer.BYTES).getInt();
        return byId.computeIfAbsent(id, any -> {
            String schema = writers.of(id);
            if (schema == null) {
                throw new AvroBytes.Fault(false, "the id " + id + ", of which the registry knows no schema");
            }
            return parsed("the registry, for the id " + id, schema);
        });
    }

    private void write(org.apache.avro.Schema type, int depth) {
        if (--patience < 0 || depth > DEPTH) {
            throw new AvroBytes.Fault(false, "more values, or deeper ones, than the record's bytes can hold");
        }
        switch (type.getType()) {
            case RECORD -> {
                json.append('{');
                for (org.apache.avro.Schema.Field field : type.getFields()) {
                    json.append(field.pos() == 0 ? "" : ",")
                            .append('"')
                            .append(field.name())
                            .append("\":");
                    write(field.schema(), depth + 1);
                }
                json.append('}');
            }
            case UNION -> write(AvroStructure.at(type.getTypes(), in.readInt(), "branch"), depth + 1);
            case ARRAY -> {
                json.append('[');
                blocks(() -> {
                    json.append(json.charAt(json.length() - 1) == '[' ? "" : ",");
                    write(type.getElementType(), depth + 1);
                });
                json.append(']');
            }
            case MAP -> {
                int before = json.length();
                blocks(() -> {
                    in.skipBytes();
                    write(type.getValueType(), depth + 1);
                });
                json.setLength(before);
                json.append("null");
            }
            case NULL -> json.append("null");
            case BOOLEAN -> json.append(in.readBoolean());
            case INT -> json.append(in.readInt());
            case LONG -> number(type, in.readLong());
            case FLOAT -> number(in.readFloat());
            case DOUBLE -> number(in.readDouble());
            case STRING -> JsonText.quote(in.readString(), json);
            case ENUM -> JsonText.quote(AvroStructure.at(type.getEnumSymbols(), in.readInt(), "symbol"), json);
            case BYTES -> {
                in.skipBytes();
                json.append("null");
            }
            case FIXED -> {
                in.skip(type.getFixedSize());
                json.append("null");
            }
        }
    }

    private void blocks(Runnable item) {
        for (long count = AvroStructure.block(in); count > 0; count = AvroStructure.block(in)) {
            for (long i = 0; i < count; i++) {
                item.run();
            }
        }
    }

    private void number(org.apache.avro.Schema type, long value) {
        long perSecond = type.getLogicalType() == null ? 0 : AvroStructure.perSecond(type.getLogicalType());
        if (perSecond == 0) {
            json.append(value);
        } else {
            JsonText.quote(AvroStructure.iso(value, perSecond), json);
        }
    }

    private void number(double value) {
        json.append(Double.isFinite(value) ? NumberWriter.written(value) : "null");
    }
}
