package science.pipeline.dataset.sink;

/** Another owner has taken the partition over; this one must not touch it any more. */
public final class Fenced extends Exception {

    private static final long serialVersionUID = 1L;

    public Fenced(String message) {
        super(message);
    }
}
