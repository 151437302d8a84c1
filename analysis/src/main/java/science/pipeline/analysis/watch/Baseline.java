package science.pipeline.analysis.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What is usual for one observable of one detector: the mean of its measurements, each weighted by what counting
 * statistics say of it, and how much wider than that they spread. Learnt robustly from the first windows; goes on
 * learning, so that each measurement is judged by those before it (self-starting charts: D. M. Hawkins and D. H.
 * Olwell, Cumulative Sum Charts (1998), chapter 7).
 */
final class Baseline {

    /** What came before so many windows fades. */
    private static final int MEMORY = 500;

    /** First windows that are further off, in robust standard deviations, count as this far off. */
    private static final double CLIP = 3;

    /** From the median absolute deviation to a standard deviation, for the normal distribution. */
    private static final double FROM_MEDIAN = 1.4826;

    /** Counting statistics are rarely beaten; this allows for the median that is subtracted, with few detectors. */
    private static final double SMALLEST_SPREAD = 0.6;

    private double mean;
    private double weight;
    private double squares;
    private double windows;

    /**
     * A measurement.
     *
     * @param value of the observable, as the logarithm of a ratio
     * @param weight one over the variance that counting statistics give it
     */
    record Measurement(double value, double weight) {

        void save(DataOutput out) throws IOException {
            out.writeDouble(value);
            out.writeDouble(weight);
        }

        static Measurement load(DataInput in) throws IOException {
            return new Measurement(in.readDouble(), in.readDouble());
        }
    }

    /** Learns from the first windows, however odd some of them are. */
    Baseline(List<Measurement> first) {
        double middle = median(first.stream().mapToDouble(Measurement::value).toArray());
        double spread = FROM_MEDIAN
                * median(
                        first.stream().mapToDouble(one -> distance(one, middle)).toArray());
        for (Measurement one : first) {
            double most = CLIP * Math.max(spread, SMALLEST_SPREAD) / Math.sqrt(one.weight());
            double value = Math.min(Math.max(one.value(), middle - most), middle + most);
            learn(new Measurement(value, one.weight()));
        }
    }

    /** As it was saved. */
    Baseline(DataInput in) throws IOException {
        mean = in.readDouble();
        weight = in.readDouble();
        squares = in.readDouble();
        windows = in.readDouble();
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(mean);
        out.writeDouble(weight);
        out.writeDouble(squares);
        out.writeDouble(windows);
    }

    private static double distance(Measurement measured, double from) {
        return Math.abs(measured.value() - from) * Math.sqrt(measured.weight());
    }

    /** Of one or more numbers, which it sorts. */
    static double median(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    /** West's weighted form of Welford's recursion (Comm. ACM 22 (1979) 532). */
    void learn(Measurement measured) {
        if (windows >= MEMORY) {
            double kept = 1 - 1.0 / MEMORY;
            weight *= kept;
            squares *= kept;
            windows *= kept;
        }
        windows++;
        weight += measured.weight();
        double off = measured.value() - mean;
        mean += off * measured.weight() / weight;
        squares += measured.weight() * off * (measured.value() - mean);
    }

    double mean() {
        return mean;
    }

    /** How many windows it knows, the faded ones in part. */
    int windows() {
        return (int) windows;
    }

    /** Variance over that of counting statistics. */
    double spread() {
        return squares / (windows - 1);
    }

    /**
     * The standard deviation of a measurement that is still to come.
     *
     * @param others their spread counts as much as {@code trust} windows of this one
     */
    double deviation(Measurement measured, Comparison others, int trust) {
        double spread = (trust * others.spread() + squares) / (trust + windows - 1);
        return Math.sqrt(Math.max(SMALLEST_SPREAD, spread) * (1 / measured.weight() + 1 / weight));
    }

    /** How far off a measurement is, as a standard normal deviate. */
    double deviate(Measurement measured, Comparison others, int trust) {
        double off = (measured.value() - mean) / deviation(measured, others, trust);
        return others.deviate(Normal.asRareAs(off, trust + windows - 1));
    }
}
