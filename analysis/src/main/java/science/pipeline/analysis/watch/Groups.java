package science.pipeline.analysis.watch;

import java.util.Arrays;

/**
 * Bins of a histogram in groups, each of which is expected to hold enough; what is rare is one group by itself, the
 * last one, so that something that never was before is seen.
 *
 * @param bins how many the histogram has
 * @param first those before it are rare
 * @param ofBin in which group each bin from the first on is; those behind them are rare
 * @param size how many groups there are
 * @param rare the group of what is rare; {@link #NONE} if nothing is
 */
record Groups(int bins, int first, int[] ofBin, int size, int rare) {

    static final int NONE = -1;

    /** Groups of fewer expected events join their neighbours. */
    private static final double FEWEST = 5;

    /** Of a histogram of many bins, about so many groups. */
    private static final int MOST = 40;

    /** Where neighbouring bins hold what is alike, bins from which less is expected are rare. */
    private static final double RARE = 0.02;

    /**
     * @param bins how many the histogram has
     * @param first before it nothing is expected
     * @param expected events in each bin from there on; behind them nothing is
     * @param isOrdered whether neighbouring bins hold what is alike, and may join
     */
    static Groups of(int bins, int first, double[] expected, boolean isOrdered) {
        double least = isOrdered ? Math.max(FEWEST, Arrays.stream(expected).sum() / MOST) : FEWEST;
        int[] ofBin = new int[expected.length];
        int group = 0;
        double inGroup = 0;
        for (int bin = 0; bin < expected.length; bin++) {
            if (expected[bin] < (isOrdered ? RARE : FEWEST)) {
                ofBin[bin] = NONE;
                continue;
            }
            ofBin[bin] = group;
            inGroup += expected[bin];
            if (inGroup >= least) {
                group++;
                inGroup = 0;
            }
        }
        // The last group, if it has not become full, is among what is rare.
        boolean hasRare = inGroup > 0 || expected.length < bins;
        for (int bin = 0; bin < ofBin.length; bin++) {
            if (ofBin[bin] == NONE) {
                ofBin[bin] = group;
                hasRare = true;
            }
        }
        return new Groups(bins, first, ofBin, hasRare ? group + 1 : group, hasRare ? group : NONE);
    }

    /** The group of a bin. */
    int of(int bin) {
        int place = bin - first;
        return place < 0 || place >= ofBin.length ? rare : ofBin[place];
    }

    /**
     * What each group has of the bins {@code [from, to)}.
     *
     * @param numbers of all bins
     */
    double[] sums(double[] numbers, int from, int to) {
        double[] sums = new double[size];
        for (int bin = from; bin < to; bin++) {
            sums[of(bin)] += numbers[bin];
        }
        return sums;
    }

    /** The first bin of a group. */
    int first(int group) {
        int bin = 0;
        while (of(bin) != group) {
            bin++;
        }
        return bin;
    }

    /** The last bin of a group. */
    int last(int group) {
        int bin = bins - 1;
        while (of(bin) != group) {
            bin--;
        }
        return bin;
    }

    /** The bin of a group that holds most. */
    int fullest(int group, BinCounts counts) {
        int fullest = first(group);
        for (int bin = fullest; bin < bins; bin++) {
            fullest = of(bin) == group && counts.of(bin) > counts.of(fullest) ? bin : fullest;
        }
        return fullest;
    }
}
