package science.pipeline.codec;

/** Quotes a value for a message: short, and without characters that move a terminal's cursor. */
final class Quote {

    private static final int LONGEST = 40;

    private Quote() {}

    static String of(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.chars().limit(LONGEST).forEach(c -> quoted.append(c < ' ' || c > '~' ? '?' : (char) c));
        return quoted.append(text.length() > LONGEST ? "…'" : "'").toString();
    }
}
