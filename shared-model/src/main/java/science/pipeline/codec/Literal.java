package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import science.pipeline.event.Octets;

/**
 * Text that is known to the byte. From 8 to 24 bytes, as keys with what surrounds them are, are three times eight bytes
 * that may overlap: compared without a loop.
 */
final class Literal {

    private static final int MOST = 3 * Octets.SIZE;

    private final byte[] text;
    private final boolean isThreeOctets;
    private final int middleAt;
    private final int lastAt;
    private final long first;
    private final long middle;
    private final long last;

    Literal(String literal) {
        text = literal.getBytes(StandardCharsets.UTF_8);
        isThreeOctets = text.length >= Octets.SIZE && text.length <= MOST;
        lastAt = isThreeOctets ? text.length - Octets.SIZE : 0;
        middleAt = Math.min(Octets.SIZE, lastAt);
        first = isThreeOctets ? Octets.at(text, 0) : 0;
        middle = isThreeOctets ? Octets.at(text, middleAt) : 0;
        last = isThreeOctets ? Octets.at(text, lastAt) : 0;
    }

    int length() {
        return text.length;
    }

    /** Whether all of it stands in {@code document} from {@code at}. */
    boolean stands(byte[] document, int at) {
        if (document.length - at < text.length) {
            return false;
        }
        if (!isThreeOctets) {
            return Arrays.equals(text, 0, text.length, document, at, at + text.length);
        }
        long differences = Octets.at(document, at) ^ first
                | Octets.at(document, at + middleAt) ^ middle
                | Octets.at(document, at + lastAt) ^ last;
        return differences == 0;
    }

    /** Writes it to {@code into} from {@code at}; where it ends. */
    int write(byte[] into, int at) {
        System.arraycopy(text, 0, into, at, text.length);
        return at + text.length;
    }

    @Override
    public String toString() {
        return new String(text, StandardCharsets.UTF_8);
    }
}
