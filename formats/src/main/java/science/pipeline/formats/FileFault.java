package science.pipeline.formats;

/** What is wrong with a file, in a sentence for its owner: what was found, where, what was expected. */
public final class FileFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FileFault(String message) {
        super(message);
    }

    public FileFault(String message, Throwable cause) {
        super(message, cause);
    }
}
