package science.pipeline.codec;

import science.pipeline.event.NameTable;
import science.pipeline.event.Octets;

/** Reads names straight from bytes. What has a code has been looked at before; only new names are. */
final class NameReader {

    private static final long QUOTES = Octets.filled('"');

    private static final char NO_NAME = NameTable.NO_NAME.charAt(0);

    private int start;
    private int end;
    private int code;

    /**
     * Reads the name that stands in front of the next quote.
     *
     * @param at anywhere, also behind the end
     * @return where it ends; at {@code at} if there is none
     */
    int read(byte[] document, int at, NameTable names) {
        start = at;
        end = quoteFrom(at, document);
        // What stands for no name has a code as well, and is none.
        code = end > start && document[start] != NO_NAME ? names.find(document, start, end) : NameTable.UNKNOWN;
        if (code == NameTable.UNKNOWN) {
            end = nameEnd(document, start);
        }
        return end;
    }

    /** The code of the name read last, or {@link NameTable#UNKNOWN} if it has none yet. */
    int code() {
        return code;
    }

    /** The code of the name read last, given now if it has none yet. */
    int code(byte[] document, NameTable names) {
        return code != NameTable.UNKNOWN ? code : names.code(document, start, end);
    }

    /** Where the next quote stands; at {@code start} if there is none that a name's could be. */
    private static int quoteFrom(int start, byte[] document) {
        int last = Math.min(document.length - Octets.SIZE, start + Limits.NAME_CHARS);
        for (int at = start; at <= last; at += Octets.SIZE) {
            int before = Octets.leadingZeros(Octets.zeros(Octets.at(document, at) ^ QUOTES));
            if (before < Octets.SIZE) {
                return at + before;
            }
        }
        return start;
    }

    private static int nameEnd(byte[] document, int start) {
        int at = start;
        int end = Math.min(document.length, start + Limits.NAME_CHARS);
        if (at < end && Names.mayStart(document[at])) {
            at++;
            while (at < end && Names.mayFollow(document[at])) {
                at++;
            }
        }
        return at;
    }
}
