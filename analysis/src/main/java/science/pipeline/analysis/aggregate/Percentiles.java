package science.pipeline.analysis.aggregate;

/**
 * Percentiles from fixed bins. The p-th percentile of n numbers is the one of rank ⌈p·n/100⌉ (nearest rank). The bin
 * that holds it is exact; inside the bin, numbers count as evenly spread between its edges, or between the smallest and
 * largest number where these are nearer. So the result is off by less than the width of a bin, 1/32 of the value (or
 * 2<sup>-10</sup> next to zero), and never outside of what was seen.
 */
final class Percentiles {

    private Percentiles() {}

    /** @param values one or more */
    static double of(int percent, ValueAccumulator values) {
        long rank = Math.max(1, (values.moments.count() * percent + 99) / 100);
        long before = 0;
        LogHistogram below = values.below;
        if (below != null) {
            for (int bin = below.lastOccupied(LogBins.OVERFLOW); bin >= 0; bin = below.lastOccupied(bin - 1)) {
                if (before + below.count(bin) >= rank) {
                    double low = bin == LogBins.OVERFLOW ? Double.NEGATIVE_INFINITY : -LogBins.lowerEdge(bin + 1);
                    return within(low, -LogBins.lowerEdge(bin), (rank - before - 0.5) / below.count(bin), values);
                }
                before += below.count(bin);
            }
        }
        LogHistogram histogram = values.histogram;
        int bin = histogram.nextOccupied(0);
        while (before + histogram.count(bin) < rank) {
            before += histogram.count(bin);
            bin = histogram.nextOccupied(bin + 1);
        }
        double low = bin == LogBins.UNDERFLOW ? -LogBins.lowerEdge(LogBins.FIRST) : LogBins.lowerEdge(bin);
        double high = bin == LogBins.OVERFLOW ? Double.POSITIVE_INFINITY : LogBins.lowerEdge(bin + 1);
        return within(low, high, (rank - before - 0.5) / histogram.count(bin), values);
    }

    /** A place between two edges, of what was seen. */
    private static double within(double from, double to, double place, ValueAccumulator values) {
        double low = Math.max(values.moments.min(), from);
        double high = Math.min(values.moments.max(), to);
        return low + (high - low) * place;
    }
}
