package science.pipeline.analysis.watch;

import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/** What all detectors but the faulty ones count in each bin, and what their pasts make expect. */
final class OthersNow {

    private final double[] now;
    private final double[] usually;
    private double events;
    private int detectors;

    /** Bins before it, and from {@link #end} on, hold nothing of either. */
    private int first;

    private int end;

    private OthersNow(int bins) {
        now = new double[bins];
        usually = new double[bins];
        first = bins;
    }

    static OthersNow of(int bins, SortedMap<String, Compared> all, Predicate<String> isFaulty) {
        OthersNow others = new OthersNow(bins);
        all.forEach((name, one) -> {
            if (!isFaulty.test(name)) {
                others.add(one.shape(), one.counts());
            }
        });
        return others;
    }

    /** Takes what one of them has counted; also what is too little for a look. */
    void add(LearntShape shape, BinCounts counts) {
        counts.addTo(now);
        shape.addTo(usually, counts.events() / shape.events());
        first = Math.min(first, Math.min(counts.first(), shape.first()));
        end = Math.max(end, Math.max(counts.end(), shape.end()));
        events += counts.events();
        detectors++;
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
        double[] theirs = one.groups().sums(now, first, end);
        double[] expected = one.groups().sums(usually, first, end);
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
