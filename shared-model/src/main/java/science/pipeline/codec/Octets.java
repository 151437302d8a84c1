package science.pipeline.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bytes taken eight at a time. Fields are a few bytes long: calls that compare or copy arrays in general cost more than
 * the work that they do here.
 */
final class Octets {

    static final int SIZE = Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Octets() {}

    /** The eight bytes from {@code at}, which must all be there. */
    static long at(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** Whether all of {@code expected} stands in {@code bytes} from {@code at}. */
    static boolean stand(byte[] expected, byte[] bytes, int at) {
        int length = expected.length;
        if (bytes.length - at < length) {
            return false;
        }
        if (length < SIZE) {
            for (int i = 0; i < length; i++) {
                if (expected[i] != bytes[at + i]) {
                    return false;
                }
            }
            return true;
        }
        int last = length - SIZE;
        for (int i = 0; i < last; i += SIZE) {
            if (at(expected, i) != at(bytes, at + i)) {
                return false;
            }
        }
        return at(expected, last) == at(bytes, at + last);
    }

    /** Copies some bytes; up to seven more behind them may be overwritten, for which {@code to} has room. */
    static void copy(byte[] from, int at, int length, byte[] to, int into) {
        if (from.length - at < length + SIZE) {
            System.arraycopy(from, at, to, into, length);
            return;
        }
        for (int i = 0; i < length; i += SIZE) {
            LONGS.set(to, into + i, (long) LONGS.get(from, at + i));
        }
    }
}
