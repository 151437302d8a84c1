package science.pipeline.analysis.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** How the events of one detector usually lie in one histogram: its windows added up. */
final class LearntShape {

    /** What came before so many windows fades. */
    private static final int MEMORY = 500;

    /** What a group that never was has been seen, so that it is improbable and not impossible. */
    private static final double HALF = 0.5;

    private final boolean isOrdered;
    private final double[] past;
    private double events;
    private double windows;

    /** Sums, over windows, of deviance over its degrees of freedom, and of the variance which that has by chance. */
    private double compared;

    private double spreads;
    private double variances;

    LearntShape(int bins, boolean isOrdered) {
        this.past = new double[bins];
        this.isOrdered = isOrdered;
    }

    /** As it was saved. */
    LearntShape(DataInput in) throws IOException {
        isOrdered = in.readBoolean();
        past = Sparse.load(in);
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

    /** What it has seen in a bin. */
    double past(int bin) {
        return past[bin];
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
        return Groups.of(Arrays.stream(past).map(count -> count * scale).toArray(), isOrdered);
    }

    /** How many of so many events are expected in each group. */
    double[] expected(Groups groups, long expectedEvents) {
        double[] expected = groups.sums(past);
        double all = events + HALF * expected.length;
        Arrays.setAll(expected, group -> (expected[group] + HALF) / all * expectedEvents);
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

    void learn(long[] counts) {
        if (windows >= MEMORY) {
            double kept = 1 - 1.0 / MEMORY;
            events *= kept;
            windows *= kept;
            compared *= kept;
            spreads *= kept;
            variances *= kept;
            for (int bin = 0; bin < past.length; bin++) {
                past[bin] *= kept;
            }
        }
        windows++;
        for (int bin = 0; bin < counts.length; bin++) {
            past[bin] += counts[bin];
            events += counts[bin];
        }
    }
}
