package science.pipeline.analysis.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

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

    /** A window that is this far off the mean of the others is another size, in standard deviations. */
    private static final double ANOTHER = 4;

    private double size;
    private double value;
    private int windows = 1;
    private double evidence;
    private boolean resized;

    /**
     * @param size mean deviate of the windows that raised it
     * @param value mean of what was measured in them, less what is usual
     */
    Excursion(double size, double value) {
        this.size = size;
        this.value = value;
    }

    /** As it was saved. */
    Excursion(DataInput in) throws IOException {
        size = in.readDouble();
        value = in.readDouble();
        windows = in.readInt();
        evidence = in.readDouble();
        resized = in.readBoolean();
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(size);
        out.writeDouble(value);
        out.writeInt(windows);
        out.writeDouble(evidence);
        out.writeBoolean(resized);
    }

    /** Its mean deviate, over the newest windows that are alike. */
    double size() {
        return size;
    }

    /** What was measured in them, less what is usual. */
    double value() {
        return value;
    }

    /** Whether the window taken last has shown that its size is another one. */
    boolean isResized() {
        return resized;
    }

    /** Takes one more window; whether it is over. */
    boolean isOver(Charts.Deviate window) {
        double deviate = window.normal();
        double believed = Math.copySign(Math.max(SMALLEST, Math.abs(size)), size);
        evidence = Math.max(0, evidence + believed * believed / 2 - believed * deviate);
        resized = evidence == 0 && Math.abs(deviate - size) > ANOTHER;
        if (resized) {
            windows = 0;
        }
        if (evidence == 0) {
            windows = Math.min(MEMORY, windows + 1);
            size += (deviate - size) / windows;
            value += (window.value() - value) / windows;
        }
        return evidence > OVER;
    }
}
