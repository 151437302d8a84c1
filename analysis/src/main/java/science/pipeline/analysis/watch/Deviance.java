package science.pipeline.analysis.watch;

/**
 * How far what was observed is from what was expected, group by group: {@code 2 Σ (O ln(O/E) − O + E)} (S. S. Wilks,
 * Ann. Math. Stat. 9 (1938) 60). Distributed as χ² where enough is expected; where little is, not too eager, as it is
 * also Chernoff's bound of a Poisson count.
 *
 * @param sum over all groups, divided by the factor by which what was expected is itself uncertain
 * @param largest of one group, divided alike
 * @param worst which group that is
 * @param degrees of freedom: groups less one, as both have the same sum
 */
record Deviance(double sum, double largest, int worst, int degrees) {

    private static final double LOG_OF_TWO = StrictMath.log(2);

    static Deviance of(double[] observed, double[] expected, double widening) {
        double sum = 0;
        double largest = -1;
        int worst = 0;
        for (int group = 0; group < observed.length; group++) {
            double ofGroup = of(observed[group], expected[group]) / widening;
            sum += ofGroup;
            if (ofGroup > largest) {
                largest = ofGroup;
                worst = group;
            }
        }
        return new Deviance(sum, largest, worst, observed.length - 1);
    }

    private static double of(double observed, double expected) {
        double withLogarithm = observed == 0 ? 0 : observed * StrictMath.log(observed / expected);
        return Math.max(0, 2 * (withLogarithm - observed + expected));
    }

    /**
     * The natural logarithm of the chance to be so far off, in all groups together or in the worst of them alone.
     *
     * @param spread how much wider than by counting statistics they scatter
     */
    double logOfChance(double spread) {
        double all = ChiSquare.logOfTail(sum / spread, degrees);
        double one = ChiSquare.logOfTail(largest / spread, 1) + StrictMath.log(degrees + 1);
        return Math.min(0, Math.min(all, one) + LOG_OF_TWO);
    }
}
