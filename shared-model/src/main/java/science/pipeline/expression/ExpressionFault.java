package science.pipeline.expression;

/** What is wrong with an expression, and where. */
public final class ExpressionFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String found;
    private final String expected;

    /**
     * @param place as {@code column 4}
     * @param found what stands there
     * @param expected what may stand there
     */
    ExpressionFault(String place, String found, String expected) {
        super(place + ": found " + found + ", expected " + expected);
        this.found = found + " at " + place;
        this.expected = expected;
    }

    /** What stands there, with the place: {@code 'ptt' at column 4}. */
    public String found() {
        return found;
    }

    /** What may stand there. */
    public String expected() {
        return expected;
    }
}
