package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Where the middle 19 of 20 values of something bounded lie. */
final class Range implements Learnt {

    private static final int BINS = 256;
    private static final double OUTSIDE = 0.025;
    private static final int FIRST = 64;
    private static final int LONGEST_WAIT = 1 << 18;
    private static final int MEMORY = 1 << 20;

    private final double largest;
    private final double binsPerUnit;
    private final int[] counts = new int[BINS];
    private int total;
    private int nextRefresh = FIRST;
    private double middle;
    private double halfWidth;

    /** @param largest values lie between this and its negative */
    Range(double largest) {
        this.largest = largest;
        binsPerUnit = BINS / (2 * largest);
    }

    boolean isLearnt() {
        return halfWidth > 0;
    }

    double middle() {
        return middle;
    }

    /** Distance from the middle in half-widths, signed. */
    double deviation(double value) {
        return (value - middle) / halfWidth;
    }

    void add(double value) {
        counts[Math.min(BINS - 1, (int) ((value + largest) * binsPerUnit))]++;
        if (++total == nextRefresh) {
            refresh();
        }
    }

    private void refresh() {
        double lower = quantile(OUTSIDE);
        double upper = quantile(1 - OUTSIDE);
        middle = (lower + upper) / 2;
        halfWidth = Math.max(1 / binsPerUnit, (upper - lower) / 2);
        if (total >= MEMORY) {
            total = 0;
            for (int i = 0; i < BINS; i++) {
                counts[i] >>= 1;
                total += counts[i];
            }
        }
        nextRefresh = total + Math.min(3 * total, LONGEST_WAIT);
    }

    private double quantile(double share) {
        double wanted = share * total;
        int bin = 0;
        long below = 0;
        while (below + counts[bin] < wanted) {
            below += counts[bin++];
        }
        return (bin + (wanted - below) / counts[bin]) / binsPerUnit - largest;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(total);
        out.writeInt(nextRefresh);
        out.writeDouble(middle);
        out.writeDouble(halfWidth);
        Saved.writeSparse(out, counts);
    }

    @Override
    public void load(DataInput in) throws IOException {
        total = in.readInt();
        nextRefresh = in.readInt();
        middle = in.readDouble();
        halfWidth = in.readDouble();
        Saved.readSparse(in, counts);
    }
}
