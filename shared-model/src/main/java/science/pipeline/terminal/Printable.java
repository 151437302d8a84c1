package science.pipeline.terminal;

/**
 * Text as a terminal, a header or a page may have it: whatever moves a cursor, ends a line, hides or turns text around
 * (control and format characters, separators of lines, halves of a pair) becomes a question mark.
 */
public final class Printable {

    /** The one character beyond ASCII that our own words hold. */
    private static final char ELLIPSIS = '…';

    private Printable() {}

    public static String of(String text) {
        if (text.codePoints().allMatch(Printable::isPrintable)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(isPrintable(c) ? c : '?'));
        return clean.toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    /**
     * Printable ASCII alone, for what files keep: of which kind a character is depends on the JDK's version of Unicode,
     * and files have the same bytes on all of them.
     */
    public static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text);
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if ((c < ' ' || c > '~') && c != ELLIPSIS) {
                ascii.setCharAt(i, '?');
            }
        }
        return ascii.toString();
    }
}
