package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Numbers of one kind, of either sign and any size: their middle and their spread, measured by which a tail on either
 * side is learnt together with others. The distance is {@code (x − median) / σ}, σ from the interquartile range, so
 * that up to a quarter of odd numbers on either side moves neither (P. J. Huber, Robust Statistics (1981), chapter 5).
 * The first numbers are kept as they are and say where the bins lie: around their median, in units of their spread,
 * finer near to it.
 */
final class Values implements Learnt {

    /** So many are looked at before anything is known. */
    private static final int FIRST = 32;

    /** As many are saved meanwhile. */
    private static final int KEPT = 128;

    /** Interquartile range of a normal distribution, in standard deviations. */
    private static final double INTERQUARTILE = 1.349;

    /** Of the spread: numbers that all lie closer to the median are alike, and the spread is never 0. */
    private static final double ALIKE = 0x1p-26;

    private static final LogBins BINS = new LogBins(4, -6, 20);
    private static final int LONGEST_WAIT = 1 << 12;
    private static final int MEMORY = 1 << 16;

    private final double[] first = new double[KEPT];
    private final Tail above;
    private final Tail below;

    /** Numbers below the origin from the farthest on, then those at it, then those above it. */
    private final int[] counts = new int[2 * BINS.count - 1];

    private int total;
    private int nextRefresh = FIRST;

    /** Where the bins lie: around this, in this unit. */
    private double origin;

    private double unit;
    private double middle;
    private double spread;
    private double distance;

    /**
     * @param above of distances above the middle, shared with others
     * @param below of those below
     */
    Values(Tail above, Tail below) {
        this.above = above;
        this.below = below;
    }

    /** Their median; 0 before it is known. */
    double middle() {
        return middle;
    }

    /** Of the number scored last, in standard deviations, with its sign. */
    double lastDistance() {
        return distance;
    }

    /**
     * How odd a number is.
     *
     * @param value finite
     */
    double score(double value) {
        if (unit == 0) {
            return 0;
        }
        distance = (value - middle) / spread;
        return tail().score(Math.abs(distance));
    }

    private Tail tail() {
        return distance >= 0 ? above : below;
    }

    /** Learns from the number scored last. */
    void learn(double value) {
        if (unit == 0) {
            first[total++] = value;
            if (total >= FIRST) {
                begin();
            }
            return;
        }
        tail().add(Math.abs(distance));
        counts[bin(value)]++;
        if (++total == nextRefresh) {
            refresh();
        }
    }

    private void begin() {
        double[] sorted = Arrays.copyOf(first, total);
        Arrays.sort(sorted);
        origin = sorted[total / 2];
        middle = origin;
        unit = spread((sorted[total * 3 / 4] - sorted[total / 4]) / INTERQUARTILE, sorted);
        spread = unit;
        for (double value : sorted) {
            counts[bin(value)]++;
        }
        nextRefresh = 2 * total;
    }

    /** Where more than half of the numbers are the same, those that are not say how far apart numbers lie here. */
    private double spread(double usual, double[] sorted) {
        double range = Math.max(sorted[total - 1] - origin, origin - sorted[0]);
        double least = Math.max(Math.abs(origin) * ALIKE, Double.MIN_NORMAL);
        return Math.max(usual > 0 ? usual : range / 4, least);
    }

    private int bin(double value) {
        double off = (value - origin) / unit;
        int bin = BINS.bin(Math.abs(off));
        return BINS.count - 1 + (off < 0 ? -bin : bin);
    }

    private void refresh() {
        middle = quantile(0.5);
        double usual = (quantile(0.75) - quantile(0.25)) / INTERQUARTILE;
        spread = usual > 0 ? usual : spread;
        if (total >= MEMORY) {
            total = 0;
            for (int i = 0; i < counts.length; i++) {
                counts[i] >>= 1;
                total += counts[i];
            }
        }
        nextRefresh = total + Math.min(total, LONGEST_WAIT);
        if (Math.abs(middle - origin) > 2 * spread || spread > 4 * unit || spread < unit / 4) {
            moveBins();
        }
    }

    /** What was counted is counted again where the numbers lie now. */
    private void moveBins() {
        double[] places = new double[counts.length];
        Arrays.setAll(places, this::value);
        int[] former = counts.clone();
        Arrays.fill(counts, 0);
        origin = middle;
        unit = spread;
        for (int i = 0; i < former.length; i++) {
            counts[bin(places[i])] += former[i];
        }
    }

    /** The middle of a bin. */
    private double value(int bin) {
        return value(bin, 0.5);
    }

    private double value(int bin, double position) {
        int signed = bin - (BINS.count - 1);
        double off = signed >= 0 ? BINS.value(signed, position) : -BINS.value(-signed, 1 - position);
        return signed == 0 ? origin : origin + off * unit;
    }

    private double quantile(double share) {
        double wanted = share * total;
        int bin = 0;
        long below = 0;
        while (below + counts[bin] < wanted) {
            below += counts[bin++];
        }
        return value(bin, (wanted - below) / counts[bin]);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(total);
        out.writeInt(nextRefresh);
        out.writeDouble(origin);
        out.writeDouble(unit);
        out.writeDouble(middle);
        out.writeDouble(spread);
        Saved.write(out, unit == 0 ? first : new double[0]);
        Saved.writeSparse(out, counts);
    }

    @Override
    public void load(DataInput in) throws IOException {
        total = in.readInt();
        nextRefresh = in.readInt();
        origin = in.readDouble();
        unit = in.readDouble();
        middle = in.readDouble();
        spread = in.readDouble();
        Saved.read(in, unit == 0 ? first : new double[0]);
        Saved.readSparse(in, counts);
    }
}
