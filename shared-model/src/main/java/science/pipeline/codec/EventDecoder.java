package science.pipeline.codec;

import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;

/** Reads one document into the next row of a batch. Touched by one thread. */
public interface EventDecoder {

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

    /** How many fields outside of the layout the accepted documents have had so far. */
    long unknownFields();

    /** How many timestamps of accepted documents were finer than a microsecond, and cut, so far. */
    long cutTimestamps();
}
