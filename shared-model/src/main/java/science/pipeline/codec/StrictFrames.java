package science.pipeline.codec;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Field;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaFault;
import science.pipeline.schema.WriterSchemas;

/**
 * The whole policy on records with a list, by a general parser of their form. What belongs to all elements is judged
 * first: where it is bad the record is rejected as a whole.
 */
public final class StrictFrames implements FrameDecoder {

    /**
     * So many bytes of rejected elements are kept with the record around them, further ones of the same record without
     * it: a hostile record must not grow a thousandfold.
     */
    private static final int MOST_PAYLOAD_BYTES = 1024 * 1024;

    private final Structure structure;
    private final StrictRow row;

    /** Fields that stand outside of the list. */
    private final int[] ofRecord;

    private long offset;
    private int elements;
    private int taken;
    private int payloadBytes;
    private boolean recordIsCounted;
    private long unknownFields;
    private long cutTimestamps;

    /** @throws SchemaFault if a constant or a default is no value of its field */
    public StrictFrames(Schema schema) {
        this(schema, WriterSchemas.NONE);
    }

    /**
     * @param writers tells by which Avro schema a record was written that names it by its id
     * @throws SchemaFault if a constant or a default is no value of its field, or an Avro schema is none
     */
    public StrictFrames(Schema schema, WriterSchemas writers) {
        structure = Structure.of(schema, writers);
        row = new StrictRow(schema, structure.values());
        ofRecord = IntStream.range(0, schema.fields().size())
                .filter(field -> isOfRecord(schema, schema.fields().get(field)))
                .toArray();
    }

    private static boolean isOfRecord(Schema schema, Field field) {
        return field.presence() != Presence.CONSTANT
                && Stream.concat(Stream.of(field.from()), field.aliases().stream())
                        .noneMatch(schema.form()::isInList);
    }

    @Override
    public @Nullable Reject open(byte @Nullable [] bytes, int start, int end, long recordOffset, EventBatch batch) {
        offset = recordOffset;
        elements = 0;
        taken = 0;
        payloadBytes = 0;
        recordIsCounted = false;
        Reject fault = structure.read(bytes, start, end);
        if (fault != null) {
            return fault;
        }
        row.begin(batch);
        for (int field : ofRecord) {
            fault = row.store(field, batch);
            if (fault != null) {
                return fault;
            }
        }
        elements = structure.elements();
        return null;
    }

    @Override
    public int elements() {
        return elements;
    }

    @Override
    public int taken() {
        return taken;
    }

    @Override
    public @Nullable Rejection take(EventBatch batch) {
        while (taken < elements && !batch.isFull()) {
            int index = taken++;
            Reject fault = structure.element(index);
            if (fault == null) {
                fault = row.putAll(batch);
            }
            if (fault != null) {
                return new Rejection(index, fault, payload(index));
            }
            batch.append(offset, index, row.complete(batch));
            count();
        }
        return null;
    }

    private void count() {
        unknownFields += structure.unknownFieldsOfElement() + (recordIsCounted ? 0 : structure.unknownFields());
        recordIsCounted = true;
        cutTimestamps += row.timestampIsCut() ? 1 : 0;
    }

    private byte[] payload(int index) {
        if (payloadBytes > MOST_PAYLOAD_BYTES) {
            return structure.bare(index);
        }
        byte[] alone = structure.alone(index);
        payloadBytes += alone.length;
        return alone;
    }

    @Override
    public long unknownFields() {
        return unknownFields;
    }

    @Override
    public long cutTimestamps() {
        return cutTimestamps;
    }
}
