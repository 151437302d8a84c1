package science.pipeline.event;

/**
 * The codes of names seen lately, without a loop: a name of up to 16 bytes is two octets, and the place that these lead
 * to holds it or does not.
 */
final class RecentNames {

    private static final int PLACES = 256;
    private static final int LONGEST = 2 * Octets.SIZE;

    /** 2⁶⁴ over the golden ratio: spreads neighbours (D. E. Knuth, The Art of Computer Programming, section 6.4). */
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private final long[] heads = new long[PLACES];
    private final long[] tails = new long[PLACES];
    private final int[] lengths = new int[PLACES];
    private final int[] codes = new int[PLACES];

    /** The code put in with a name, or {@link NameTable#UNKNOWN}. */
    int find(byte[] text, int start, int end) {
        if (!fits(text, start, end)) {
            return NameTable.UNKNOWN;
        }
        long head = head(text, start, end);
        long tail = tail(text, start, end);
        int place = place(head, tail);
        boolean isThere = heads[place] == head && tails[place] == tail && lengths[place] == end - start;
        return isThere ? codes[place] : NameTable.UNKNOWN;
    }

    void put(byte[] text, int start, int end, int code) {
        if (code != NameTable.UNKNOWN && fits(text, start, end)) {
            long head = head(text, start, end);
            long tail = tail(text, start, end);
            int place = place(head, tail);
            heads[place] = head;
            tails[place] = tail;
            lengths[place] = end - start;
            codes[place] = code;
        }
    }

    /** Also whether 16 bytes can be read. */
    private static boolean fits(byte[] text, int start, int end) {
        return end > start && end - start <= LONGEST && text.length - start >= LONGEST;
    }

    private static long head(byte[] text, int start, int end) {
        return Octets.first(Math.min(end - start, Octets.SIZE), Octets.at(text, start));
    }

    private static long tail(byte[] text, int start, int end) {
        int length = end - start - Octets.SIZE;
        return length <= 0 ? 0 : Octets.first(length, Octets.at(text, start + Octets.SIZE));
    }

    private static int place(long head, long tail) {
        return (int) ((head ^ tail * 31) * GOLDEN_RATIO >>> Long.SIZE - 8);
    }
}
