package science.pipeline.codec;

import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Form;
import science.pipeline.schema.Format;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaFault;
import science.pipeline.schema.WriterSchemas;

/** Reads one document into the next row of a batch. Touched by one thread. */
public interface EventDecoder {

    /**
     * The decoder of a schema's documents.
     *
     * @throws SchemaFault if a constant or a default of the schema is no value of its field
     */
    static EventDecoder of(Schema schema) {
        return of(schema, WriterSchemas.NONE);
    }

    /**
     * The same where records may name the Avro schema by which they were written.
     *
     * @throws SchemaFault also if an Avro schema is none
     */
    static EventDecoder of(Schema schema, WriterSchemas writers) {
        if (schema.form().format() == Format.AVRO && !schema.hasIndex()) {
            return new PlannedAvro(schema, writers);
        }
        if (schema.form().format() != Format.JSON) {
            return new StrictDecoder(schema, writers);
        }
        return schema.form().equals(Form.USUAL) && CanonicalShape.isParticles(schema)
                ? new FastDecoder(schema)
                : new LearningDecoder(schema);
    }

    /**
     * Appends the document's event to the batch, or leaves the batch as it was.
     *
     * @param bytes that hold the record's value, null for a tombstone
     * @param start where the value begins in them
     * @param end where it ends, exclusive
     * @param offset the record's offset in its partition
     * @param batch not full
     * @return null when the row was appended, else why the document is no event
     */
    @Nullable Reject decode(byte @Nullable [] bytes, int start, int end, long offset, EventBatch batch);

    /** The same for a value that has an array of its own. */
    default @Nullable Reject decode(byte @Nullable [] document, long offset, EventBatch batch) {
        return decode(document, 0, document == null ? 0 : document.length, offset, batch);
    }

    /** How many fields outside of the schema the accepted documents have had so far. */
    long unknownFields();

    /** How many timestamps of accepted documents were finer than a microsecond, and cut, so far. */
    long cutTimestamps();
}
