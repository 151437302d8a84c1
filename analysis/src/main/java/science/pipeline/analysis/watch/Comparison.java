package science.pipeline.analysis.watch;

import java.util.Collection;
import java.util.Objects;

/**
 * What detectors that are compared with each other's median have in common.
 *
 * @param spread how much wider than counting statistics the middle one of them spreads
 * @param detectors how many are compared
 */
record Comparison(double spread, int detectors) {

    /** Where the core of the distribution below goes over into its tail, in squared standard deviations. */
    private static final double CORE = 6;

    static Comparison of(Collection<WatchedDetector> detectors, Observable observable) {
        double[] spreads = detectors.stream()
                .map(detector -> detector.follower(observable))
                .filter(Objects::nonNull)
                .mapToDouble(follower -> follower.baseline().spread())
                .toArray();
        return new Comparison(spreads.length == 0 ? 1 : Baseline.median(spreads), Math.max(1, spreads.length));
    }

    /**
     * The normal deviate that is as rare as a distance from the median. One of n normal variables, less their median,
     * has a variance of about 1 − 0.6/n, but a wider tail: to be far above the median, half of the others had better be
     * below: k + 1 of n = 2k + 1 at a distance of t/(k + 2), which makes the tail that of a variance of (k + 2)/(k +
     * 1). Simulated for 3 to 20 variables, what goes from the one to the other here is off by less than 0.15 from 1 to
     * 4.5 standard deviations, mostly to the quiet side for few of them.
     *
     * @param deviation in standard deviations
     */
    double deviate(double deviation) {
        int half = (detectors - 1) / 2;
        double core = 1 - 0.6 / detectors;
        double tail = (half + 2.0) / (half + 1);
        double square = deviation * deviation;
        return deviation / Math.sqrt(1 + (tail / core - 1) * square / (square + CORE));
    }
}
