package science.pipeline.analysis.detect;

/**
 * {@code −log₁₀ P(T ≤ x)} for the time T that k intervals of a Poisson process take, x in mean intervals: {@code P = 1
 * − e⁻ˣ Σ_{i<k} xⁱ / i!}, the Erlang distribution (A. K. Erlang, 1909). Computed as the rest of the same series, which
 * keeps its digits for small x.
 */
final class ErlangTable {

    private static final LogBins BINS = new LogBins(4, -10, 6);

    private final double[] scores = new double[BINS.count];

    ErlangTable(int intervals) {
        scores[0] = score(intervals, BINS.edge(1));
        for (int bin = 1; bin < scores.length; bin++) {
            scores[bin] = score(intervals, BINS.edge(bin));
        }
    }

    private static double score(int intervals, double x) {
        double term = StrictMath.exp(-x);
        for (int i = 1; i <= intervals; i++) {
            term *= x / i;
        }
        double probability = 0;
        for (int i = intervals + 1; term > probability * 1e-17; i++) {
            probability += term;
            term *= x / i;
        }
        return Math.max(0, -StrictMath.log10(probability));
    }

    double score(double x) {
        int bin = BINS.bin(x);
        if (bin == 0 || bin == BINS.count - 1) {
            return scores[bin];
        }
        return scores[bin] + BINS.position(x) * (scores[bin + 1] - scores[bin]);
    }
}
