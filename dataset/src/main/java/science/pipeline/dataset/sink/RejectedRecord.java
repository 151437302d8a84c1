package science.pipeline.dataset.sink;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.Reject;
import science.pipeline.codec.Rejection;

/**
 * A record that is no event, or an element of its list, as it is kept: whole enough to be judged once more, unless it
 * is long.
 *
 * @param offset of the record
 * @param index of the element in the record's list, or {@link Rejection#WHOLE}
 * @param recordMicros the record's own time, microseconds since 1970; null where the schema does without
 * @param reject why it is no event
 * @param payload its bytes, as a {@link Rejection} has them, null for a tombstone; of a long one the first 64 KiB
 * @param payloadBytes how many bytes it had
 * @param sha256 of all of them, hexadecimal, where only the first ones are kept; else null
 */
public record RejectedRecord(
        long offset,
        int index,
        @Nullable Long recordMicros,
        Reject reject,
        byte @Nullable [] payload,
        long payloadBytes,
        @Nullable String sha256) {

    private static final int MOST_PAYLOAD_BYTES = 64 * 1024;

    /** Keeps of a rejection what is kept. */
    @SuppressWarnings("NullAway") // it does not see that arrays of a record may be absent
    public static RejectedRecord of(long offset, @Nullable Long recordMicros, Rejection rejection) {
        byte[] payload = rejection.payload();
        int length = payload == null ? 0 : payload.length;
        boolean isWhole = payload == null || length <= MOST_PAYLOAD_BYTES;
        return new RejectedRecord(
                offset,
                rejection.index(),
                recordMicros,
                rejection.reject(),
                isWhole ? payload : Arrays.copyOf(payload, MOST_PAYLOAD_BYTES),
                length,
                isWhole ? null : sha256(payload));
    }

    /** Whether all of its bytes are kept. */
    public boolean isWhole() {
        return sha256 == null;
    }

    /** The same bytes, rejected for another reason. */
    @SuppressWarnings("NullAway") // it does not see that arrays of a record may be absent
    public RejectedRecord with(Reject another) {
        return new RejectedRecord(offset, index, recordMicros, another, payload, payloadBytes, sha256);
    }

    private static String sha256(byte[] payload) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(payload));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("BUG: every Java platform has SHA-256", absent);
        }
    }
}
