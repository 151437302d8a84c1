package science.pipeline.producer.source;

/**
 * A source that cannot go on. The message is written for the person who started the producer: what was found, where,
 * what was expected.
 */
public final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SourceException(String message) {
        super(message);
    }

    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
