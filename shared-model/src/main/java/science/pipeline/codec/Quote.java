package science.pipeline.codec;

/** What a record holds, as a message may show it: short. What it must not hold goes when a {@link Reject} is made. */
final class Quote {

    private static final int LONGEST = 40;

    private Quote() {}

    static String of(String text) {
        return "'" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + "'";
    }
}
