package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One signed quantity of one detector: what it usually is, learnt slowly, and two moving averages of what it was of
 * late, in standard deviations (S. W. Roberts, Technometrics 1 (1959) 239).
 */
final class Drift {

    private static final double QUICK = 1.0 / 6;
    private static final double STEADY = 1.0 / 24;

    /** What is nearer to the usual weighs so many times as much. */
    private static final double QUICKER = 3;

    /** Of an event that agrees with the average, and of one that does not. */
    private static final double[] QUICK_WEIGHTS = {QUICK, QUICKER * QUICK};

    private static final double[] STEADY_WEIGHTS = {STEADY, QUICKER * STEADY};
    private static final double QUICK_TO_DEVIATIONS = Math.sqrt((2 - QUICK) / QUICK);
    private static final double STEADY_TO_DEVIATIONS = Math.sqrt((2 - STEADY) / STEADY);

    /** Fewer events do not tell what is usual. */
    private static final int FEWEST = 64;

    private static final int MEMORY = 4096;

    /** Further off is as far, in standard deviations. */
    private static final double FARTHEST = 3;

    private static final double SMALLEST = 1e-12;

    /** From the fewest on the width is refreshed at every so many events: it hardly moves in between. */
    private static final int REFRESH = 32;

    private int seen;
    private double mean;
    private double variance;
    private double quick;
    private double steady;
    private double own;

    /** Learnt events since the width was refreshed. */
    private int sinceRefresh;

    /** The standard deviation as it was then; 0 before. */
    private double deviation;

    /** Of the deviation; 0 where that is not known, or too small to divide by. */
    private double inverse;

    /** What makes deviations of the steady average, with how well the mean was known then. */
    private double known;

    /**
     * Takes the next value.
     *
     * @return how far off the latest ones are together, in standard deviations, as a {@link Magnitude}; less if this
     *     one is nearer to what is usual than they are
     */
    long add(double value) {
        if (inverse == 0) {
            own = value;
            return Magnitude.NONE;
        }
        double pull = (value - mean) * inverse;
        double off = pull > FARTHEST ? FARTHEST : pull < -FARTHEST ? -FARTHEST : pull;
        own = mean + off * deviation;
        quick = moved(quick, off, QUICK_WEIGHTS);
        steady = moved(steady, off, STEADY_WEIGHTS);
        double quickly = within(off, quick) * QUICK_TO_DEVIATIONS;
        double steadily = within(off, steady) * known;
        return Math.max(Magnitude.of(quickly), Magnitude.of(steadily));
    }

    // Both without a branch: which side an event is on cannot be foretold, and this runs some times for each.

    /** Events that are nearer to usual ones than to such as have moved bring an average back soon. */
    private static double moved(double average, double off, double[] weights) {
        double agreement = average * (off - 0.5 * average);
        return average + weights[(int) (Double.doubleToRawLongBits(agreement) >>> 63)] * (off - average);
    }

    /** An average as far as an event agrees with it: 0 for one that is off to the other side. */
    private static double within(double off, double average) {
        long side = Double.doubleToRawLongBits(average) & Long.MIN_VALUE;
        // As integers the bits of numbers from 0 up stand in the numbers' order.
        long to = Double.doubleToRawLongBits(average) ^ side;
        long agreed = Math.min(to, Math.max(0, Double.doubleToRawLongBits(off) ^ side));
        return Double.longBitsToDouble(agreed | side);
    }

    /** What is usual. */
    double mean() {
        return mean;
    }

    /** What it was of late. */
    double latest() {
        return mean + (Math.abs(quick) > Math.abs(steady) ? quick : steady) * deviation;
    }

    /** Learns from the value taken last. */
    void learn() {
        double weight = 1.0 / MEMORY;
        if (seen < MEMORY) {
            weight = 1.0 / ++seen;
        }
        double off = own - mean;
        mean += off * weight;
        variance += (off * (own - mean) - variance) * weight;
        if (++sinceRefresh >= REFRESH && seen >= FEWEST) {
            refresh();
        }
    }

    private void refresh() {
        sinceRefresh = 0;
        known = STEADY_TO_DEVIATIONS / Math.sqrt(1 + 2 / (STEADY * seen));
        isAsWideAs(Math.sqrt(variance));
    }

    private void isAsWideAs(double width) {
        deviation = width;
        inverse = width < SMALLEST ? 0 : 1 / width;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(seen);
        out.writeByte(sinceRefresh);
        for (double number : new double[] {mean, variance, quick, steady, known, deviation}) {
            out.writeDouble(number);
        }
    }

    void load(DataInput in) throws IOException {
        seen = in.readInt();
        sinceRefresh = in.readByte();
        mean = in.readDouble();
        variance = in.readDouble();
        quick = in.readDouble();
        steady = in.readDouble();
        known = in.readDouble();
        isAsWideAs(in.readDouble());
    }
}
