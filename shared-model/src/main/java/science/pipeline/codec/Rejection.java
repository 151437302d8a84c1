package science.pipeline.codec;

import org.jspecify.annotations.Nullable;

/**
 * What of a record is no event.
 *
 * @param index of the element in the record's list, or {@link #WHOLE}
 * @param payload the record's bytes, with this element alone in its list where it is one; null for a tombstone
 */
public record Rejection(int index, Reject reject, byte @Nullable [] payload) {

    /** The index of a record that is rejected as a whole. */
    public static final int WHOLE = -1;
}
