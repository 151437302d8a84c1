package science.pipeline.codec;

import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaFault;
import science.pipeline.schema.WriterSchemas;

/**
 * The whole policy on input, by a general parser of the records' form. It alone decides reasons; faster readers hand
 * over to it whatever they do not know.
 */
public final class StrictDecoder implements EventDecoder {

    private final Structure structure;
    private final StrictRow row;
    private long unknownFields;
    private long cutTimestamps;

    /** @throws SchemaFault if a constant or a default is no value of its field */
    public StrictDecoder(Schema schema) {
        this(schema, WriterSchemas.NONE);
    }

    /**
     * @param writers tells by which Avro schema a record was written that names it by its id
     * @throws SchemaFault if a constant or a default is no value of its field, or an Avro schema is none
     */
    public StrictDecoder(Schema schema, WriterSchemas writers) {
        structure = Structure.of(schema, writers);
        row = new StrictRow(schema, structure.values());
    }

    @Override
    public long unknownFields() {
        return unknownFields;
    }

    @Override
    public long cutTimestamps() {
        return cutTimestamps;
    }

    @Override
    public @Nullable Reject decode(byte @Nullable [] bytes, int start, int end, long offset, EventBatch batch) {
        Reject fault = structure.read(bytes, start, end);
        if (fault == null) {
            fault = row.putAll(batch);
        }
        if (fault != null) {
            return fault;
        }
        batch.append(offset, row.complete(batch));
        unknownFields += structure.unknownFields();
        cutTimestamps += row.timestampIsCut() ? 1 : 0;
        return null;
    }
}
