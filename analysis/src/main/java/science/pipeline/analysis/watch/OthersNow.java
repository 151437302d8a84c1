package science.pipeline.analysis.watch;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * What all detectors but the faulty ones count in each bin.
 *
 * @param usually what their pasts make expect
 */
record OthersNow(double[] now, double[] usually, double events, int detectors) {

    private static final Groups NO_GROUPS = new Groups(new int[0], 0, Groups.NONE);
    private static final double[] NOTHING = {};

    static OthersNow of(int bins, SortedMap<String, Compared> all, Predicate<String> isFaulty) {
        double[] now = new double[bins];
        double[] usually = new double[bins];
        double events = 0;
        int detectors = 0;
        for (Map.Entry<String, Compared> one : all.entrySet()) {
            if (!isFaulty.test(one.getKey())) {
                detectors++;
                events += one.getValue().events();
                one.getValue().addTo(now, usually);
            }
        }
        return new OthersNow(now, usually, events, detectors);
    }

    /** With what else was counted of a detector, too little for a look. */
    OthersNow and(LearntShape shape, long[] counts) {
        long more = Arrays.stream(counts).sum();
        new Compared(shape, counts, more, NO_GROUPS, NOTHING, NOTHING).addTo(now, usually);
        return new OthersNow(now, usually, events + more, detectors + 1);
    }

    /**
     * What is expected of one after what has changed for the others, and behind it how many events of theirs say so;
     * empty if they are too few detectors.
     */
    Optional<double[]> corrected(Compared one, boolean isFaulty) {
        int others = isFaulty ? detectors : detectors - 1;
        if (others + 1 < Level.FEWEST_DETECTORS) {
            return Optional.empty();
        }
        int groups = one.expected().length;
        double[] theirs = one.groups().sums(now);
        double[] expected = one.groups().sums(usually);
        double[] corrected = new double[groups + 1];
        double sum = 0;
        for (int group = 0; group < groups; group++) {
            double own = isFaulty ? 0 : one.observed()[group];
            double usual = isFaulty ? 0 : one.expected()[group];
            double change = (Math.max(0, theirs[group] - own) + 1) / (Math.max(0, expected[group] - usual) + 1);
            corrected[group] = one.expected()[group] * change;
            sum += corrected[group];
        }
        for (int group = 0; group < groups; group++) {
            corrected[group] *= one.events() / sum;
        }
        corrected[groups] = isFaulty ? events : events - one.events();
        return Optional.of(corrected);
    }
}
