package science.pipeline.analysis.aggregate;

/**
 * Percentiles from fixed bins. The p-th percentile of n numbers is the one of rank ⌈p·n/100⌉ (nearest rank). The bin
 * that holds it is exact; inside the bin, numbers count as evenly spread between its edges, or between the smallest and
 * largest number where these are nearer. So the result is off by less than the width of a bin, 1/32 of the value, and
 * never outside of what was seen.
 */
final class Percentiles {

    private Percentiles() {}

    /**
     * @param moments of one number or more
     * @param histogram of the same
     */
    static double of(int percent, Moments moments, LogHistogram histogram) {
        long count = moments.count();
        long rank = Math.max(1, (count * percent + 99) / 100);
        long before = 0;
        int bin = histogram.nextOccupied(0);
        while (before + histogram.count(bin) < rank) {
            before += histogram.count(bin);
            bin = histogram.nextOccupied(bin + 1);
        }
        double place = (rank - before - 0.5) / histogram.count(bin);
        double min = moments.min();
        double max = moments.max();
        double low = bin == LogBins.UNDERFLOW ? min : Math.max(min, LogBins.lowerEdge(bin));
        double high = bin == LogBins.OVERFLOW ? max : Math.min(max, LogBins.lowerEdge(bin + 1));
        return low + (high - low) * place;
    }
}
