package science.pipeline.analysis.watch;

/** The distribution of a sum of squares of standard normal variables. */
final class ChiSquare {

    /** From here on the tail of the normal distribution is its first two terms, to 1e-3. */
    private static final double FAR = 20;

    private ChiSquare() {}

    /**
     * The natural logarithm of P(χ² ≥ x), by the finite sum for whole degrees of freedom (M. Abramowitz and I. A.
     * Stegun, Handbook of Mathematical Functions (1964), 26.4.4 and 26.4.5).
     *
     * @param degrees of freedom, 1 or more
     */
    static double logOfTail(double x, int degrees) {
        if (!(x > 0)) {
            return 0;
        }
        double half = x / 2;
        boolean odd = degrees % 2 == 1;
        double sum = odd ? scaledRoot(half) : 0;
        double term = odd ? StrictMath.sqrt(half / Math.PI) * 2 : 1;
        for (int i = 0; i < degrees / 2; i++) {
            sum += term;
            term *= half / (i + (odd ? 1.5 : 1));
        }
        return Math.min(0, StrictMath.log(sum) - half);
    }

    /** {@code e^y · P(χ²₁ ≥ 2y)}, which neither vanishes nor overflows. */
    private static double scaledRoot(double y) {
        return y > FAR
                ? (1 - 1 / (2 * y)) / StrictMath.sqrt(Math.PI * y)
                : StrictMath.exp(y) * Normal.beyond(StrictMath.sqrt(2 * y));
    }
}
