package science.pipeline.codec;

import java.nio.charset.StandardCharsets;

/** Event ids that are names: compared by a hash of 64 bits, as one number among others. */
final class EventName {

    private static final long BASIS = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private EventName() {}

    /** FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo, RFC 9923). */
    static long hash(byte[] text, int start, int end) {
        long hash = BASIS;
        for (int i = start; i < end; i++) {
            hash = (hash ^ text[i] & 0xFF) * PRIME;
        }
        return hash;
    }

    static long hash(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return hash(bytes, 0, bytes.length);
    }
}
