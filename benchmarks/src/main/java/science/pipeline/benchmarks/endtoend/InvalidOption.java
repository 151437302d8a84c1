package science.pipeline.benchmarks.endtoend;

/** The command line, or what it refers to, is not as it should be; the message says what to do. */
public final class InvalidOption extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InvalidOption(String message) {
        super(message);
    }
}
