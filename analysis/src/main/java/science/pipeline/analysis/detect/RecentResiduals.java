package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The last few relative residuals: what the mass shell goes by before it has learnt, and when it begins to fail. */
final class RecentResiduals {

    /** Interquartile range of a normal distribution, in standard deviations. */
    private static final double INTERQUARTILE = 1.349;

    private final double[] ring;
    private final double[] sorted;
    private int size;
    private int next;

    RecentResiduals(int capacity) {
        ring = new double[capacity];
        sorted = new double[capacity];
    }

    void add(double residual) {
        ring[next] = residual;
        next = next + 1 == ring.length ? 0 : next + 1;
        size = Math.min(size + 1, ring.length);
    }

    void clear() {
        size = 0;
        next = 0;
    }

    int size() {
        return size;
    }

    double residual(int i) {
        return ring[i];
    }

    double median() {
        sort();
        return quantile(0.5);
    }

    /** Half the distance of the middle half's ends, as a standard deviation; 0 for fewer than two residuals. */
    double width() {
        if (size < 2) {
            return 0;
        }
        sort();
        return (quantile(0.75) - quantile(0.25)) / INTERQUARTILE;
    }

    private void sort() {
        System.arraycopy(ring, 0, sorted, 0, size);
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
        Saved.write(out, ring);
    }

    void load(DataInput in) throws IOException {
        size = in.readInt();
        next = in.readInt();
        Saved.read(in, ring);
    }
}
