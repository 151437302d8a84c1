package science.pipeline.analysis.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The control charts of one observable of one detector, fed with standard normal deviates while all is well: the single
 * window, an exponentially weighted moving average, and a cumulative sum to each side.
 */
final class Charts {

    /** Of the newest window in the moving average: for slow drifts, of less than one standard deviation. */
    static final double WEIGHT = 0.05;

    /** What the cumulative sums forgive each window: half of the step that they find soonest. */
    static final double REFERENCE = 0.75;

    private static final double AVERAGE_DEVIATION = StrictMath.sqrt(WEIGHT / (2 - WEIGHT));

    private final Limits limits;
    private final Chart single = new Chart("single window");
    private final Chart average = new Chart("moving average");
    private final Chart rising = new Chart("cumulative sum");
    private final Chart falling = new Chart("cumulative sum");
    private final List<Chart> all = List.of(single, average, rising, falling);

    /**
     * How far off a window is.
     *
     * @param window its start
     * @param normal as a standard normal deviate
     * @param value what was measured, less what is usual
     */
    record Deviate(long window, double normal, double value) {

        static final Deviate NONE = new Deviate(0, 0, 0);
    }

    /** One chart: where it stands, and what it has seen since it last spoke for a healthy detector. */
    static final class Chart {
        final String name;
        private double level;
        private double share;
        private long onset;
        private int windows;
        private double deviates;
        private double values;

        Chart(String name) {
            this.name = name;
        }

        /** Where it stands, over its limit: an alarm from 1 on. */
        double share() {
            return share;
        }

        /** Start of the window in which what it sees began. */
        long onset() {
            return onset;
        }

        /** The mean deviate since then. */
        double meanDeviate() {
            return deviates / windows;
        }

        /** The mean of what was measured since then, less what is usual. */
        double meanValue() {
            return values / windows;
        }

        private void save(DataOutput out) throws IOException {
            out.writeDouble(level);
            out.writeDouble(share);
            out.writeLong(onset);
            out.writeInt(windows);
            out.writeDouble(deviates);
            out.writeDouble(values);
        }

        private void load(DataInput in) throws IOException {
            level = in.readDouble();
            share = in.readDouble();
            onset = in.readLong();
            windows = in.readInt();
            deviates = in.readDouble();
            values = in.readDouble();
        }

        private void stand(double newLevel, double limit, boolean begins, Deviate deviate) {
            level = newLevel;
            share = Math.abs(newLevel) / limit;
            if (begins) {
                onset = deviate.window();
                windows = 0;
                deviates = 0;
                values = 0;
            }
            windows++;
            deviates += deviate.normal();
            values += deviate.value();
        }
    }

    Charts(Limits limits) {
        this.limits = limits;
    }

    /** @param nearest one of these, or null */
    void save(@Nullable Chart nearest, DataOutput out) throws IOException {
        for (Chart chart : all) {
            chart.save(out);
        }
        out.writeInt(nearest == null ? -1 : all.indexOf(nearest));
    }

    /** @return the one that was the nearest, or null */
    @Nullable Chart load(DataInput in) throws IOException {
        for (Chart chart : all) {
            chart.load(in);
        }
        int nearest = in.readInt();
        return nearest < 0 ? null : all.get(nearest);
    }

    /** Takes a window; returns the chart that is nearest to its limit, or furthest beyond. */
    Chart add(Deviate deviate) {
        single.stand(deviate.normal(), limits.deviation(), true, deviate);
        double newAverage = (1 - WEIGHT) * average.level + WEIGHT * deviate.normal();
        // A change began when the average last crossed zero (T. Nishina, J. Quality Technology 24 (1992) 1).
        boolean crosses = newAverage * average.level <= 0;
        average.stand(newAverage, limits.average() * AVERAGE_DEVIATION, crosses, deviate);
        accumulate(rising, deviate.normal(), deviate);
        accumulate(falling, -deviate.normal(), deviate);
        return nearest();
    }

    private void accumulate(Chart chart, double outwards, Deviate deviate) {
        double sum = Math.max(0, chart.level + outwards - REFERENCE);
        chart.stand(sum, limits.sum(), chart.level == 0, deviate);
    }

    private Chart nearest() {
        Chart nearest = single;
        for (Chart chart : all) {
            nearest = chart.share > nearest.share ? chart : nearest;
        }
        return nearest;
    }

    /** Forgets what they have seen: what comes now is judged by itself. */
    void reset() {
        for (Chart chart : all) {
            chart.stand(0, 1, true, Deviate.NONE);
        }
    }
}
