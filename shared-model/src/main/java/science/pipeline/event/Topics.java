package science.pipeline.event;

/** The default names of the topics. */
public final class Topics {

    /** Detector events as JSON, keyed by detector or event. */
    public static final String EVENTS = "particle-events";

    /** Rejected records with their reason, original bytes and headers. */
    public static final String REJECTED = "particle-events-dlt";

    /** Flagged events and detector alarms, each with its explanation. */
    public static final String ALERTS = "particle-alerts";

    /** Statistics of closed windows. */
    public static final String STATISTICS = "particle-statistics";

    private Topics() {}
}
