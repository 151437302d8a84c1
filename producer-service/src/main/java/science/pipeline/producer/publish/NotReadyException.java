package science.pipeline.producer.publish;

/** Something that sending needs is not there yet. The message says what, and how to start it. */
public final class NotReadyException extends Exception {

    private static final long serialVersionUID = 1L;

    NotReadyException(String message) {
        super(message);
    }
}
