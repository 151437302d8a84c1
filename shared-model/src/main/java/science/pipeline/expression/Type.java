package science.pipeline.expression;

/** What a name in an expression stands for. */
public enum Type {
    /** A double; NaN where it is missing. */
    NUMBER("a number"),
    /** A word, to be compared with others in quotes. */
    NAME("a name"),
    /** True or false. */
    BOOLEAN("true or false"),
    /** A list of numbers, of which expressions see the summaries. */
    LIST("a list of numbers");

    private final String words;

    Type(String words) {
        this.words = words;
    }

    /** As messages call it. */
    public String words() {
        return words;
    }
}
