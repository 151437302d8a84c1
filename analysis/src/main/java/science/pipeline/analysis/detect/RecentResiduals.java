package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The last few relative residuals: what the mass shell goes by before it has learnt, and when it begins to fail. */
final class RecentResiduals implements Learnt {

    /** Interquartile range of a normal distribution, in standard deviations. */
    private static final double INTERQUARTILE = 1.349;

    /** Closer together than a third of their distance from 0 residuals are a shift, not a resolution. */
    private static final double SHIFTED = 3;

    private final double[] residuals;
    private final double[] roundings;
    private final boolean[] failed;
    private final double[] sorted;
    private int size;
    private int next;
    private int failures;
    private int chosen;

    RecentResiduals(int capacity) {
        residuals = new double[capacity];
        roundings = new double[capacity];
        failed = new boolean[capacity];
        sorted = new double[capacity];
    }

    /**
     * Takes a residual in the place of the oldest.
     *
     * @param rounding the largest residual that rounding alone leaves behind
     */
    void add(double residual, double rounding) {
        residuals[next] = residual;
        roundings[next] = rounding;
        failures -= failed[next] ? 1 : 0;
        failed[next] = false;
        next = next + 1 == residuals.length ? 0 : next + 1;
        size = Math.min(size + 1, residuals.length);
    }

    /** Notes that the residual added last has failed. */
    void fail() {
        failed[next == 0 ? residuals.length - 1 : next - 1] = true;
        failures++;
    }

    void forgetFailures() {
        Arrays.fill(failed, false);
        failures = 0;
    }

    int size() {
        return size;
    }

    int failures() {
        return failures;
    }

    double residual(int i) {
        return residuals[i];
    }

    double rounding(int i) {
        return roundings[i];
    }

    /** How many of them rounding does not explain. */
    int beyondRounding() {
        int beyond = 0;
        for (int i = 0; i < size; i++) {
            beyond += Math.abs(residuals[i]) > roundings[i] ? 1 : 0;
        }
        return beyond;
    }

    /** The interquartile range as a standard deviation. */
    double width() {
        choose(false);
        return chosenWidth();
    }

    /** Where they lie if closely together elsewhere than at 0; else 0. */
    double shift() {
        choose(false);
        return chosenShift();
    }

    /** Whether those that failed lie closely together. */
    boolean failuresAreShifted() {
        choose(true);
        return chosenShift() != 0;
    }

    private double chosenShift() {
        double median = quantile(0.5);
        return Math.abs(median) > SHIFTED * chosenWidth() ? median : 0;
    }

    private double chosenWidth() {
        return (quantile(0.75) - quantile(0.25)) / INTERQUARTILE;
    }

    private void choose(boolean failedOnly) {
        chosen = 0;
        for (int i = 0; i < size; i++) {
            if (!failedOnly || failed[i]) {
                sorted[chosen++] = residuals[i];
            }
        }
        Arrays.sort(sorted, 0, chosen);
    }

    private double quantile(double share) {
        if (chosen == 0) {
            return 0;
        }
        double rank = share * (chosen - 1);
        int lower = (int) rank;
        int upper = Math.min(lower + 1, chosen - 1);
        return sorted[lower] + (rank - lower) * (sorted[upper] - sorted[lower]);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(size);
        out.writeInt(next);
        Saved.write(out, residuals);
        Saved.write(out, roundings);
        for (boolean mark : failed) {
            out.writeBoolean(mark);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        size = in.readInt();
        next = in.readInt();
        Saved.read(in, residuals);
        Saved.read(in, roundings);
        failures = 0;
        for (int i = 0; i < failed.length; i++) {
            failed[i] = in.readBoolean();
            failures += failed[i] ? 1 : 0;
        }
    }
}
