package science.pipeline.analysis.detect;

/** {@code −log₁₀} of the normal distribution's two-sided tail. */
final class NormalTail {

    private static final double LN_10 = StrictMath.log(10);

    private NormalTail() {}

    /**
     * {@code −log₁₀ P(|z| ≥ deviation)}. The rational approximation of the complementary error function is exact to
     * 1.2e-7 of the value however small it is (W. H. Press et al., Numerical Recipes, 2nd edition, section 6.2:
     * {@code erfcc}); its logarithm is taken piecewise, so that nothing underflows.
     */
    static double score(double deviation) {
        double x = deviation / Math.sqrt(2);
        double t = 1 / (1 + 0.5 * x);
        double polynomial = -1.26551223
                + t
                        * (1.00002368
                                + t
                                        * (0.37409196
                                                + t
                                                        * (0.09678418
                                                                + t
                                                                        * (-0.18628806
                                                                                + t
                                                                                        * (0.27886807
                                                                                                + t
                                                                                                        * (-1.13520398
                                                                                                                + t
                                                                                                                        * (1.48851587
                                                                                                                                + t
                                                                                                                                        * (-0.82215223
                                                                                                                                                + t
                                                                                                                                                        * 0.17087277))))))));
        double lnP = StrictMath.log(t) - x * x + polynomial;
        return Math.max(0, -lnP / LN_10);
    }
}
