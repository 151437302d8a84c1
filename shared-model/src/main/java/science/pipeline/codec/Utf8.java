package science.pipeline.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The text of a record, before its form is looked at. */
final class Utf8 {

    private @Nullable Reject fault;

    /** Why there is no text, where there is none. */
    @Nullable Reject fault() {
        return fault;
    }

    /** The text in {@code bytes[start, end)} without a byte order mark; empty with a fault. */
    String read(byte @Nullable [] bytes, int start, int end, int limit) {
        fault = size(bytes, end - start, limit);
        if (fault != null || bytes == null) {
            return "";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, end - start))
                    .toString();
            text = text.startsWith("\uFEFF") ? text.substring(1) : text;
            if (text.isBlank()) {
                fault = new Reject(RejectReason.EMPTY, "found " + (end - start) + " bytes and no document in them");
            }
            return text;
        } catch (CharacterCodingException notUtf8) {
            fault = new Reject(RejectReason.NOT_UTF8, "found bytes that are not UTF-8");
            return "";
        }
    }

    /** What is wrong with a value before anything is read in it. */
    static @Nullable Reject size(byte @Nullable [] bytes, int length, int limit) {
        if (bytes == null) {
            return new Reject(RejectReason.TOMBSTONE, "the record has no value");
        }
        return length > limit
                ? new Reject(RejectReason.DOCUMENT_TOO_LARGE, "found " + length + " bytes, expected at most " + limit)
                : null;
    }
}
