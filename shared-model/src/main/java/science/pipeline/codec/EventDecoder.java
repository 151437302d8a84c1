package science.pipeline.codec;

import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;

/** Reads one document into the next row of a batch. Touched by one thread. */
public interface EventDecoder {

    /**
     * Appends the document's event to the batch, or leaves the batch as it was.
     *
     * @param document the record's value, null for a tombstone
     * @param offset the record's offset in its partition
     * @param batch not full
     * @return null when the row was appended, else why the document is no event
     */
    @Nullable Reject decode(byte @Nullable [] document, long offset, EventBatch batch);

    /** How many fields outside of the layout the accepted documents have had so far. */
    long unknownFields();
}
