package science.pipeline.analysis.select;

/**
 * What a selection has counted in a partition.
 *
 * @param evaluated events that it was applied to
 * @param passed those of them that met its conditions
 * @param accepted those of these that its prescale let through, and that were written: none while it is not enabled
 */
public record Tally(long evaluated, long passed, long accepted) {

    public static final Tally NONE = new Tally(0, 0, 0);

    /** What both have counted. */
    public Tally plus(Tally other) {
        return new Tally(evaluated + other.evaluated, passed + other.passed, accepted + other.accepted);
    }
}
