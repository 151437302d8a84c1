package science.pipeline.codec;

import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Format;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaFault;
import science.pipeline.schema.WriterSchemas;

/**
 * Reads records that hold a list, each element of which is an event. A record is opened, then its elements are taken
 * one batch after the other. Touched by one thread.
 */
public interface FrameDecoder {

    /**
     * The decoder of a schema with a list.
     *
     * @throws SchemaFault if a constant or a default of the schema is no value of its field
     */
    static FrameDecoder of(Schema schema) {
        return of(schema, WriterSchemas.NONE);
    }

    /**
     * The same where records may name the Avro schema by which they were written.
     *
     * @throws SchemaFault also if an Avro schema is none
     */
    static FrameDecoder of(Schema schema, WriterSchemas writers) {
        FrameDecoder strict = new StrictFrames(schema, writers);
        return schema.form().format() == Format.JSON ? new LearningFrames(schema, strict) : strict;
    }

    /**
     * Opens the next record; the one before it is forgotten. May append the events of all its elements at once.
     *
     * @param bytes that hold the record's value, null for a tombstone
     * @param start where the value begins in them
     * @param end where it ends, exclusive
     * @param offset the record's offset in its partition
     * @param batch not full
     * @return null, or why the record is none as a whole
     */
    @Nullable Reject open(byte @Nullable [] bytes, int start, int end, long offset, EventBatch batch);

    /** How many elements the record has that was opened last. */
    int elements();

    /** How many of them were taken. */
    int taken();

    /**
     * Takes further elements: appends their events until the batch is full, all are taken or one is none, which is then
     * the one taken last.
     *
     * @param batch not full
     * @return null, or why the element taken last is no event
     */
    @Nullable Rejection take(EventBatch batch);

    /** How many fields outside of the schema the accepted events have had so far; those of a record once. */
    long unknownFields();

    /** How many timestamps of accepted events were finer than a microsecond, and cut, so far. */
    long cutTimestamps();
}
