package science.pipeline.analytics.dataset;

/** Another owner has taken the partition over; this one must not touch it any more. */
public final class Fenced extends Exception {

    private static final long serialVersionUID = 1L;

    Fenced(String message) {
        super(message);
    }
}
