package science.pipeline.analysis.watch;

/** How many windows of a healthy detector a chart takes on average to its first false alarm. */
final class AverageRunLength {

    /** Odd, so that the chart begins in the middle of a cell; 41 cells are exact to a few per cent. */
    private static final int CELLS = 41;

    private AverageRunLength() {}

    /**
     * Of a one-sided cumulative sum: {@code (e^2kb − 2kb − 1) / 2k²} with {@code b = h + 1.166} (D. Siegmund,
     * Sequential Analysis (1985), section X.2).
     *
     * @param limit h
     * @param reference k
     */
    static double ofSum(double limit, double reference) {
        double exponent = 2 * reference * (limit + 1.166);
        return (StrictMath.exp(exponent) - exponent - 1) / (2 * reference * reference);
    }

    /**
     * Of a two-sided exponentially weighted moving average, as a Markov chain over cells between its limits (J. M.
     * Lucas and M. S. Saccucci, Technometrics 32 (1990) 1, after D. Brook and D. A. Evans, Biometrika 59 (1972) 539).
     *
     * @param limit in standard deviations of the average
     * @param weight of the newest value
     */
    static double ofAverage(double limit, double weight) {
        double half = limit * StrictMath.sqrt(weight / (2 - weight));
        double width = 2 * half / CELLS;
        double[][] equations = new double[CELLS][CELLS + 1];
        for (int from = 0; from < CELLS; from++) {
            double kept = (1 - weight) * (-half + (from + 0.5) * width);
            double before = Normal.below((-half - kept) / weight);
            for (int to = 0; to < CELLS; to++) {
                double upTo = Normal.below((-half + (to + 1) * width - kept) / weight);
                equations[from][to] = (from == to ? 1 : 0) - (upTo - before);
                before = upTo;
            }
            equations[from][CELLS] = 1;
        }
        return solve(equations)[CELLS / 2];
    }

    /** Gauss' elimination; one minus the chance to stay is on the diagonal, so no pivot is needed. */
    private static double[] solve(double[][] equations) {
        int size = equations.length;
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = pivot + 1; row < size; row++) {
                double factor = equations[row][pivot] / equations[pivot][pivot];
                for (int column = pivot; column <= size; column++) {
                    equations[row][column] -= factor * equations[pivot][column];
                }
            }
        }
        double[] solution = new double[size];
        for (int row = size - 1; row >= 0; row--) {
            double rest = equations[row][size];
            for (int column = row + 1; column < size; column++) {
                rest -= equations[row][column] * solution[column];
            }
            solution[row] = rest / equations[row][row];
        }
        return solution;
    }
}
