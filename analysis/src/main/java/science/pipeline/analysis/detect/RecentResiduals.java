package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The last few relative residuals: what the mass shell goes by before it has learnt, and when it begins to fail. */
final class RecentResiduals {

    /** Interquartile range of a normal distribution, in standard deviations. */
    private static final double INTERQUARTILE = 1.349;

    private final double[] residuals;
    private final double[] roundings;
    private final double[] sorted;
    private int size;
    private int next;

    RecentResiduals(int capacity) {
        residuals = new double[capacity];
        roundings = new double[capacity];
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
        next = next + 1 == residuals.length ? 0 : next + 1;
        size = Math.min(size + 1, residuals.length);
    }

    int size() {
        return size;
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

    double median() {
        sort();
        return quantile(0.5);
    }

    /** The interquartile range as a standard deviation; 0 for fewer than two residuals. */
    double width() {
        if (size < 2) {
            return 0;
        }
        sort();
        return (quantile(0.75) - quantile(0.25)) / INTERQUARTILE;
    }

    private void sort() {
        System.arraycopy(residuals, 0, sorted, 0, size);
        Arrays.sort(sorted, 0, size);
    }

    private double quantile(double share) {
        double rank = share * (size - 1);
        int lower = (int) rank;
        int upper = Math.min(lower + 1, size - 1);
        return sorted[lower] + (rank - lower) * (sorted[upper] - sorted[lower]);
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(size);
        out.writeInt(next);
        Saved.write(out, residuals);
        Saved.write(out, roundings);
    }

    void load(DataInput in) throws IOException {
        size = in.readInt();
        next = in.readInt();
        Saved.read(in, residuals);
        Saved.read(in, roundings);
    }
}
