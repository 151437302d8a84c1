package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Fingerprints of the last records, cut to 48 bits: one in a few thousand million is known by accident. Two
 * generations: when the young one is full it becomes the old one, and the former old one is forgotten.
 */
final class Remembered {

    /** So many at least, and at most twice as many. */
    static final int FEWEST = 1 << 14;

    /** Of a generation: a quarter of them is used at most, so that a look mostly ends at the first one. */
    private static final int SLOTS = 4 * FEWEST;

    private static final int BITS = 48;
    private static final int BYTES = BITS / Byte.SIZE;
    private static final long MASK = (1L << BITS) - 1;

    private Generation young = new Generation();
    private Generation old = new Generation();

    /** Some fingerprints in their order, and where to find them: open addressing. */
    private static final class Generation {
        final long[] inOrder = new long[FEWEST];

        /** Numbers in {@link #inOrder}, counted from 1; 0 is an empty slot. Of two bytes, to stay in a core's cache. */
        final char[] slots = new char[SLOTS];

        int size;

        boolean holds(long fingerprint) {
            int slot = (int) fingerprint & SLOTS - 1;
            while (slots[slot] != 0) {
                if (inOrder[slots[slot] - 1] == fingerprint) {
                    return true;
                }
                slot = slot + 1 & SLOTS - 1;
            }
            return false;
        }

        void add(long fingerprint) {
            int slot = (int) fingerprint & SLOTS - 1;
            while (slots[slot] != 0) {
                slot = slot + 1 & SLOTS - 1;
            }
            inOrder[size++] = fingerprint;
            slots[slot] = (char) size;
        }

        void clear() {
            Arrays.fill(slots, (char) 0);
            size = 0;
        }
    }

    /**
     * Looks a fingerprint up, then remembers it.
     *
     * @return whether it is known
     */
    boolean add(long fingerprint) {
        long cut = Math.max(1, fingerprint & MASK);
        if (young.holds(cut)) {
            return true;
        }
        boolean isKnown = old.holds(cut);
        if (young.size == FEWEST) {
            Generation forgotten = old;
            old = young;
            young = forgotten;
            young.clear();
        }
        young.add(cut);
        return isKnown;
    }

    boolean knows(long fingerprint) {
        long cut = Math.max(1, fingerprint & MASK);
        return young.holds(cut) || old.holds(cut);
    }

    /** How many it knows. */
    int size() {
        return young.size + old.size;
    }

    void save(DataOutput out) throws IOException {
        for (Generation generation : new Generation[] {old, young}) {
            byte[] bytes = new byte[generation.size * BYTES];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (generation.inOrder[i / BYTES] >>> i % BYTES * Byte.SIZE);
            }
            out.writeInt(generation.size);
            out.write(bytes);
        }
    }

    void load(DataInput in) throws IOException {
        for (Generation generation : new Generation[] {old, young}) {
            generation.clear();
            byte[] bytes = new byte[in.readInt() * BYTES];
            in.readFully(bytes);
            for (int i = 0; i < bytes.length; i += BYTES) {
                long fingerprint = 0;
                for (int at = BYTES - 1; at >= 0; at--) {
                    fingerprint = fingerprint << Byte.SIZE | bytes[i + at] & 0xff;
                }
                generation.add(fingerprint);
            }
        }
    }
}
