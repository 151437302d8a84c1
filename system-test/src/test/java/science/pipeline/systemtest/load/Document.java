package science.pipeline.systemtest.load;

import org.jspecify.annotations.Nullable;

/**
 * What a record holds.
 *
 * @param value its bytes, null for a tombstone
 * @param expected {@link #ACCEPTED}, or the reason by which it must be rejected
 */
public record Document(byte @Nullable [] value, String expected) {

    public static final String ACCEPTED = "accepted";

    /** The header that tells the independent reader what must become of a record; the service ignores headers. */
    public static final String HEADER = "expected";
}
