package science.pipeline.codec;

/** What a record holds, as a message may show it: short, and without characters that move a terminal's cursor. */
final class Quote {

    private static final int LONGEST = 40;

    /** The one character beyond ASCII that our own words hold. */
    private static final char ELLIPSIS = '…';

    private Quote() {}

    static String of(String text) {
        String first = text.length() > LONGEST ? text.substring(0, LONGEST) + ELLIPSIS : text;
        return "'" + plain(first) + "'";
    }

    /** The text with a question mark for each character that is not printable ASCII, halves of a pair among them. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if ((c < ' ' || c > '~') && c != ELLIPSIS) {
                plain.setCharAt(i, '?');
            }
        }
        return plain.toString();
    }
}
