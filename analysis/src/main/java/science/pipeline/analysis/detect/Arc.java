package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The shortest arc around the beam that holds 19 of 20 events of a detector; a full turn measures 4. */
final class Arc implements Learnt {

    private static final double TURN = 4;
    private static final int BINS = 256;
    private static final double SHARE = 0.95;
    private static final int FIRST = 64;
    private static final int LONGEST_WAIT = 1 << 18;
    private static final int MEMORY = 1 << 20;

    private final int[] counts = new int[BINS];
    private int total;
    private int nextRefresh = FIRST;
    private double middle;
    private double halfWidth;

    boolean isLearnt() {
        return halfWidth > 0;
    }

    double middle() {
        return middle;
    }

    /** Distance from the arc's middle, in half-widths. */
    double deviation(double angle) {
        return Math.abs(side(angle));
    }

    /** The same with a sign: above 0 the way angles rise. */
    double side(double angle) {
        double distance = angle - middle;
        if (distance > TURN / 2) {
            distance -= TURN;
        } else if (distance < -TURN / 2) {
            distance += TURN;
        }
        return distance / halfWidth;
    }

    void add(double angle) {
        counts[(int) (angle * (BINS / TURN)) & BINS - 1]++;
        if (++total == nextRefresh) {
            refresh();
        }
    }

    private void refresh() {
        // Cut open opposite to where the events come from, the circle is a line.
        int cut = crowdedBin() + BINS / 2;
        double lower = quantile(cut, (1 - SHARE) / 2);
        double upper = quantile(cut, (1 + SHARE) / 2);
        middle = (lower + upper) / 2 % TURN;
        halfWidth = Math.max(TURN / BINS, upper - lower) / 2;
        if (total >= MEMORY) {
            total = 0;
            for (int i = 0; i < BINS; i++) {
                counts[i] >>= 1;
                total += counts[i];
            }
        }
        nextRefresh = total + Math.min(3 * total, LONGEST_WAIT);
    }

    /**
     * Middle of the shortest arc: a window moves around, and takes in as many bins in front as it leaves behind needs.
     */
    private int crowdedBin() {
        double wanted = SHARE * total;
        int shortest = BINS + 1;
        int crowded = 0;
        int inside = 0;
        int end = 0;
        for (int start = 0; start < BINS; start++) {
            while (inside < wanted) {
                inside += counts[end++ & BINS - 1];
            }
            if (end - start < shortest) {
                shortest = end - start;
                crowded = (start + end) / 2;
            }
            inside -= counts[start];
        }
        return crowded;
    }

    /** The angle below which a share of the events lies, counted from a cut; may exceed a full turn. */
    private double quantile(int cut, double share) {
        double wanted = share * total;
        int bin = cut;
        long below = 0;
        while (below + counts[bin & BINS - 1] < wanted) {
            below += counts[bin++ & BINS - 1];
        }
        return (bin + (wanted - below) / counts[bin & BINS - 1]) * (TURN / BINS);
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
