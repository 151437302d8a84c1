package science.pipeline.analysis.watch;

import java.util.Arrays;

/**
 * Bins of a histogram in groups, each of which is expected to hold enough; what is rare is one group by itself, the
 * last one, so that something that never was before is seen.
 *
 * @param ofBin in which group each bin is
 * @param size how many groups there are
 * @param rare the group of what is rare; {@link #NONE} if nothing is
 */
record Groups(int[] ofBin, int size, int rare) {

    static final int NONE = -1;

    /** Groups of fewer expected events join their neighbours. */
    private static final double FEWEST = 5;

    /** Of a histogram of many bins, about so many groups. */
    private static final int MOST = 40;

    /** Where neighbouring bins hold what is alike, bins from which less is expected are rare. */
    private static final double RARE = 0.02;

    /**
     * @param expected events in each bin
     * @param isOrdered whether neighbouring bins hold what is alike, and may join
     */
    static Groups of(double[] expected, boolean isOrdered) {
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
        boolean hasRare = inGroup > 0;
        for (int bin = 0; bin < ofBin.length; bin++) {
            if (ofBin[bin] == NONE) {
                ofBin[bin] = group;
                hasRare = true;
            }
        }
        return new Groups(ofBin, hasRare ? group + 1 : group, hasRare ? group : NONE);
    }

    double[] sums(double[] bins) {
        double[] sums = new double[size];
        for (int bin = 0; bin < bins.length; bin++) {
            sums[ofBin[bin]] += bins[bin];
        }
        return sums;
    }

    double[] sums(long[] bins) {
        double[] sums = new double[size];
        for (int bin = 0; bin < bins.length; bin++) {
            sums[ofBin[bin]] += bins[bin];
        }
        return sums;
    }

    /** The first bin of a group. */
    int first(int group) {
        int bin = 0;
        while (ofBin[bin] != group) {
            bin++;
        }
        return bin;
    }

    /** The last bin of a group. */
    int last(int group) {
        int bin = ofBin.length - 1;
        while (ofBin[bin] != group) {
            bin--;
        }
        return bin;
    }

    /** The bin of a group that holds most. */
    int fullest(int group, long[] counts) {
        int fullest = first(group);
        for (int bin = fullest; bin < counts.length; bin++) {
            fullest = ofBin[bin] == group && counts[bin] > counts[fullest] ? bin : fullest;
        }
        return fullest;
    }
}
