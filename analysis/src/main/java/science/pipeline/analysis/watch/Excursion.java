package science.pipeline.analysis.watch;

/**
 * An alarm that stands, and whether what it was raised for is over: a cumulative sum of the evidence that windows are
 * usual again against that they go on as they were, {@code δ²/2 − δz} for a mean deviate δ (E. S. Page's test, run
 * backwards). A dead channel that comes back is believed at once, a small drift only after many windows.
 */
final class Excursion {

    /** The logarithm of the odds at which it is over: one in 20,000 windows of a lasting fault would seem to end it. */
    private static final double OVER = 10;

    /** Smaller ones than this would never end. */
    private static final double SMALLEST = 0.5;

    private static final int MEMORY = 20;

    private double size;
    private int windows = 1;
    private double evidence;

    /** @param size mean deviate of the windows that raised it */
    Excursion(double size) {
        this.size = size;
    }

    /** Takes the deviate of one more window; whether it is over. */
    boolean isOver(double deviate) {
        double believed = Math.copySign(Math.max(SMALLEST, Math.abs(size)), size);
        evidence = Math.max(0, evidence + believed * believed / 2 - believed * deviate);
        if (evidence == 0) {
            windows = Math.min(MEMORY, windows + 1);
            size += (deviate - size) / windows;
        }
        return evidence > OVER;
    }
}
