package science.pipeline.analysis.watch;

import java.util.function.DoubleUnaryOperator;

/**
 * From where on the charts of one observable raise an alarm: so that together, over healthy windows, they do so as
 * often as is allowed. Where charts alarm together the allowance is not used up: the limits err on the quiet side.
 *
 * @param deviation of a single window, in standard deviations (W. A. Shewhart 1931)
 * @param average of the exponentially weighted moving average, in its own standard deviations (S. W. Roberts,
 *     Technometrics 1 (1959) 239)
 * @param sum of the cumulative sums, in standard deviations (E. S. Page, Biometrika 41 (1954) 100)
 */
record Limits(double deviation, double average, double sum) {

    /** Shares of the allowance. A jump is found by all charts; the slow ones deserve most of it. */
    private static final double DEVIATION_SHARE = 0.1;

    private static final double AVERAGE_SHARE = 0.5;
    private static final double SUM_SHARE = 0.4;

    private static final double HIGHEST = 100;
    private static final int HALVINGS = 40;

    /** Limits for so many false alarms a window. */
    static Limits of(double falseAlarms) {
        return new Limits(
                solve(x -> 1 / Normal.beyond(x), 1 / (falseAlarms * DEVIATION_SHARE)),
                solve(x -> AverageRunLength.ofAverage(x, Charts.WEIGHT), 1 / (falseAlarms * AVERAGE_SHARE)),
                // Two one-sided sums alarm twice as often as one.
                solve(x -> AverageRunLength.ofSum(x, Charts.REFERENCE), 2 / (falseAlarms * SUM_SHARE)));
    }

    /** Where a rising function takes a value. */
    private static double solve(DoubleUnaryOperator rising, double value) {
        double low = 0;
        double high = 1;
        while (high < HIGHEST && rising.applyAsDouble(high) < value) {
            low = high;
            high++;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (rising.applyAsDouble(middle) < value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
