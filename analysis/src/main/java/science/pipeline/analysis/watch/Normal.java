package science.pipeline.analysis.watch;

/** The standard normal distribution. */
final class Normal {

    private static final double ROOT_OF_TWO_PI = 2.5066282746310002;

    /** Beyond this, less than 1e-15 is left. */
    private static final double FAR = 8;

    private Normal() {}

    /**
     * P(Z ≤ x), off by less than 1e-15 (G. Marsaglia, Evaluating the normal distribution, J. Stat. Software 11 (2004)
     * 4).
     */
    static double below(double x) {
        if (x < -FAR) {
            return 0;
        }
        if (x > FAR) {
            return 1;
        }
        double sum = x;
        double term = x;
        double former = 0;
        for (int i = 3; sum != former; i += 2) {
            former = sum;
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * StrictMath.exp(-x * x / 2) / ROOT_OF_TWO_PI;
    }

    /** P(|Z| ≥ |x|). */
    static double beyond(double x) {
        return 2 * below(-Math.abs(x));
    }

    /**
     * The normal deviate that is as rare as a deviate of Student's distribution (D. L. Wallace, Ann. Math. Stat. 30
     * (1959) 1124).
     *
     * @param t of a deviation whose own spread was estimated
     * @param degrees of freedom of that estimate
     */
    static double asRareAs(double t, double degrees) {
        double size =
                StrictMath.sqrt(degrees * StrictMath.log1p(t * t / degrees)) * (8 * degrees + 1) / (8 * degrees + 3);
        return Math.copySign(size, t);
    }
}
