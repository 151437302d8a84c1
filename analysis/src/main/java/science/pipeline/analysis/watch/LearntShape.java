package science.pipeline.analysis.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How the events of one detector usually lie in one histogram: its windows added up. */
final class LearntShape {

    /** What came before so many windows fades. */
    private static final int MEMORY = 500;

    /** What a group that never was has been seen, so that it is improbable and not impossible. */
    private static final double HALF = 0.5;

    private final boolean isOrdered;
    private final double[] past;

    /** Bins before it, and from {@link #end} on, have seen nothing. */
    private int first;

    private int end;
    private double events;
    private double windows;

    /** Sums, over windows, of deviance over its degrees of freedom, and of the variance which that has by chance. */
    private double compared;

    private double spreads;
    private double variances;

    LearntShape(int bins, boolean isOrdered) {
        this.past = new double[bins];
        this.isOrdered = isOrdered;
        first = bins;
    }

    /** As it was saved. */
    LearntShape(DataInput in) throws IOException {
        isOrdered = in.readBoolean();
        past = Sparse.load(in);
        first = past.length;
        for (int bin = 0; bin < past.length; bin++) {
            if (past[bin] != 0) {
                first = Math.min(first, bin);
                end = bin + 1;
            }
        }
        events = in.readDouble();
        windows = in.readDouble();
        compared = in.readDouble();
        spreads = in.readDouble();
        variances = in.readDouble();
    }

    void save(DataOutput out) throws IOException {
        out.writeBoolean(isOrdered);
        Sparse.save(past, out);
        out.writeDouble(events);
        out.writeDouble(windows);
        out.writeDouble(compared);
        out.writeDouble(spreads);
        out.writeDouble(variances);
    }

    /** The first bin that has seen any. */
    int first() {
        return first;
    }

    /** The bin from which on none has. */
    int end() {
        return end;
    }

    /** Adds to numbers for all bins what it has seen in each, times a factor. */
    void addTo(double[] numbers, double factor) {
        for (int bin = first; bin < end; bin++) {
            numbers[bin] += past[bin] * factor;
        }
    }

    double events() {
        return events;
    }

    int windows() {
        return (int) windows;
    }

    /** The groups to compare when so many events are expected. */
    Groups groups(long expectedEvents) {
        double scale = expectedEvents / events;
        double[] expected = new double[Math.max(0, end - first)];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = past[first + i] * scale;
        }
        return Groups.of(past.length, first, expected, isOrdered);
    }

    /** How many of so many events are expected in each group. */
    double[] expected(Groups groups, long expectedEvents) {
        double[] expected = groups.sums(past, first, end);
        double all = events + HALF * expected.length;
        for (int group = 0; group < expected.length; group++) {
            expected[group] = (expected[group] + HALF) / all * expectedEvents;
        }
        return expected;
    }

    /**
     * How much wider than by counting statistics its windows scatter: the mean, and one standard error of it; never
     * narrower.
     */
    double spread() {
        return compared == 0 ? 1 : Math.max(1, (spreads + Math.sqrt(variances)) / compared);
    }

    /** Takes note of how a window compared. */
    void compared(double deviance, int degrees) {
        compared++;
        spreads += deviance / degrees;
        variances += 2.0 / degrees;
    }

    void learn(BinCounts counts) {
        if (windows >= MEMORY) {
            double kept = 1 - 1.0 / MEMORY;
            events *= kept;
            windows *= kept;
            compared *= kept;
            spreads *= kept;
            variances *= kept;
            for (int bin = first; bin < end; bin++) {
                past[bin] *= kept;
            }
        }
        windows++;
        counts.addTo(past);
        first = Math.min(first, counts.first());
        end = Math.max(end, counts.end());
        for (int bin = counts.first(); bin < counts.end(); bin++) {
            events += counts.of(bin);
        }
    }
}
