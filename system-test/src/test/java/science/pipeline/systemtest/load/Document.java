package science.pipeline.systemtest.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record holds.
 *
 * @param value its bytes, null for a tombstone
 * @param expected {@link #ACCEPTED}, or the reason by which it must be rejected
 * @param cells how the row of an accepted one begins; empty where the document itself tells. Of a frame that of each
 *     element, a line each, or {@link #REJECTED} and the reason
 */
public record Document(byte @Nullable [] value, String expected, String cells) {

    /** A record of which each element of a list is an event. */
    static Document frame(byte[] value, List<String> elements) {
        return new Document(value, FRAME, String.join("\n", elements));
    }

    public Document(byte @Nullable [] value, String expected) {
        this(value, expected, "");
    }

    public static final String ACCEPTED = "accepted";

    /** What becomes of each of its elements, the cells tell. */
    public static final String FRAME = "frame";

    /** Before a number in the cells that is compared as a double, however it is written. */
    public static final String NUMBER = "=";

    /** Before the reason by which an element must be rejected. */
    public static final String REJECTED = "!";

    /** The header that tells the independent reader what must become of a record; the service ignores headers. */
    public static final String HEADER = "expected";

    /** The header with the cells. */
    public static final String CELLS = "cells";
}
