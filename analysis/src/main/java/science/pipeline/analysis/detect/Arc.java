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
    private static final int LONGEST_WAIT = 1 << 16;
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
        double distance = Math.abs(angle - middle);
        return Math.min(distance, TURN - distance) / halfWidth;
    }

    void add(double angle) {
        counts[(int) (angle * (BINS / TURN)) & BINS - 1]++;
        if (++total == nextRefresh) {
            refresh();
        }
    }

    /** Moves a window around the turn: as each bin leaves behind, as many are taken in front as are needed. */
    private void refresh() {
        double wanted = SHARE * total;
        int shortest = BINS + 1;
        int inside = 0;
        int end = 0;
        for (int start = 0; start < BINS; start++) {
            while (inside < wanted) {
                inside += counts[end++ & BINS - 1];
            }
            if (end - start < shortest) {
                shortest = end - start;
                middle = (start + end) / 2.0 * (TURN / BINS) % TURN;
            }
            inside -= counts[start];
        }
        halfWidth = shortest / 2.0 * (TURN / BINS);
        if (total >= MEMORY) {
            total = 0;
            for (int i = 0; i < BINS; i++) {
                counts[i] >>= 1;
                total += counts[i];
            }
        }
        nextRefresh = total + Math.min(total, LONGEST_WAIT);
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
