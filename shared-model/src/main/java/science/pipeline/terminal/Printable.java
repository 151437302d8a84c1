package science.pipeline.terminal;

/**
 * Text as a terminal, a header or a page may have it: whatever moves a cursor, ends a line, hides or turns text around
 * (control and format characters, separators of lines, halves of a pair) becomes a question mark.
 */
public final class Printable {

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
}
