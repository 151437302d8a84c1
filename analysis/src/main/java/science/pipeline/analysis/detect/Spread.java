package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Median and width of relative residuals (−1 to 1), learnt robustly over ten orders of magnitude: the width is the
 * interquartile range as a normal standard deviation, so up to a quarter of outliers on either side does not move it.
 */
final class Spread {

    /** Fewer events say nothing about their own width. */
    static final int FEWEST = 16;

    /** Interquartile range of a normal distribution, in standard deviations. */
    private static final double INTERQUARTILE = 1.349;

    private static final LogBins BINS = new LogBins(3, -32, 0);
    private static final int MEMORY = 1 << 16;
    private static final int LONGEST_WAIT = 4096;

    /** Negative residuals from the most negative one on, then zero, then positive ones. */
    private final int[] counts = new int[2 * BINS.count - 1];

    private int total;
    private int nextRefresh = FEWEST;
    private double median;
    private double width;

    boolean isLearnt() {
        return total >= FEWEST;
    }

    double median() {
        return median;
    }

    /** As a standard deviation; with few events wider than observed, by two standard errors. */
    double width() {
        return width;
    }

    /**
     * Counts a residual.
     *
     * @return whether median and width were refreshed
     */
    boolean add(double residual) {
        int bin = BINS.bin(Math.abs(residual));
        counts[BINS.count - 1 + (residual < 0 ? -bin : bin)]++;
        if (++total < nextRefresh) {
            return false;
        }
        refresh();
        return true;
    }

    void reset() {
        Arrays.fill(counts, 0);
        total = 0;
        nextRefresh = FEWEST;
        median = 0;
        width = 0;
    }

    private void refresh() {
        median = quantile(0.5);
        width = (quantile(0.75) - quantile(0.25)) / INTERQUARTILE * (1 + 2 / Math.sqrt(total));
        if (total >= MEMORY) {
            total = 0;
            for (int i = 0; i < counts.length; i++) {
                counts[i] >>= 1;
                total += counts[i];
            }
        }
        nextRefresh = total + Math.min(total, LONGEST_WAIT);
    }

    private double quantile(double share) {
        double wanted = share * total;
        int bin = 0;
        long below = 0;
        while (below + counts[bin] < wanted) {
            below += counts[bin++];
        }
        double position = (wanted - below) / counts[bin];
        int signed = bin - (BINS.count - 1);
        if (signed == 0) {
            return 0;
        }
        return signed > 0 ? BINS.value(signed, position) : -BINS.value(-signed, 1 - position);
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(total);
        out.writeInt(nextRefresh);
        out.writeDouble(median);
        out.writeDouble(width);
        Saved.writeSparse(out, counts);
    }

    void load(DataInput in) throws IOException {
        total = in.readInt();
        nextRefresh = in.readInt();
        median = in.readDouble();
        width = in.readDouble();
        Saved.readSparse(in, counts);
    }
}
