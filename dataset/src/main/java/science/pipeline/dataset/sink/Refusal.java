package science.pipeline.dataset.sink;

/**
 * What was found forbids to go on, and no retry will mend it: a damaged commit, another topic, a gap. The message says
 * what was found, where, what was expected and what a person can do. Nothing has been changed.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Refusal(String message) {
        super(message);
    }

    /** One that only a change of the program mends: its trace is shown as well. */
    public Refusal(String message, RuntimeException fault) {
        super(message, fault);
    }
}
