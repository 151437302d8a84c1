package science.pipeline.standalone;

/** The run cannot start. Either the failed context has printed why, or the message says it. */
final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean printed;

    private StartFailure(String message, boolean printed, Throwable cause) {
        super(message, cause);
        this.printed = printed;
    }

    /** Spring Boot has analysed the failure and printed a message. */
    static StartFailure printedBySpring(RuntimeException cause) {
        return new StartFailure("printed", true, cause);
    }

    static StartFailure unprinted(String message, Throwable cause) {
        return new StartFailure(message, false, cause);
    }

    void print() {
        if (!printed) {
            System.err.println(getMessage());
        }
    }
}
