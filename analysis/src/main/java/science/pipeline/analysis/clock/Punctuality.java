package science.pipeline.analysis.clock;

/**
 * How a partition's last records agree with its clock: what "late right now" means.
 *
 * @param records how many are looked at: the last {@value #MOST}, or fewer at the beginning
 * @param late how many of them were late
 * @param future how many of them were future
 */
public record Punctuality(int records, int late, int future) {

    static final int MOST = 64;

    /** Of a partition from which nothing was read. */
    public static final Punctuality NONE = new Punctuality(0, 0, 0);

    /** Whether statistics go without half of the stream or more. */
    public boolean isPoor() {
        return records > 0 && 2 * (late + future) >= records;
    }
}
