package science.pipeline.broker;

/** The node cannot start for a reason that a person can put right. */
final class BrokerStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param problem key, what was found, what was expected
     * @param action what to do now
     */
    BrokerStartException(String problem, String action) {
        super(problem);
        this.action = action;
    }

    String action() {
        return action;
    }
}
