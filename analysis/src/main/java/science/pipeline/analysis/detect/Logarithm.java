package science.pipeline.analysis.detect;

/**
 * Natural logarithms from a table: the same bits on every machine, at a tenth of the time of {@code StrictMath.log}.
 * Linear interpolation between 2048 points an octave is exact to 3e-8.
 */
final class Logarithm {

    private static final int POINT_BITS = 11;
    private static final int POINTS = 1 << POINT_BITS;
    private static final int REST_BITS = 52 - POINT_BITS;
    private static final long REST_MASK = (1L << REST_BITS) - 1;
    private static final double REST_SCALE = 1.0 / (1L << REST_BITS);
    private static final double LN_2 = StrictMath.log(2);
    private static final double[] LN = new double[POINTS + 1];

    static {
        for (int i = 0; i <= POINTS; i++) {
            LN[i] = StrictMath.log(1 + (double) i / POINTS);
        }
    }

    private Logarithm() {}

    /** The logarithm of a positive normal number. */
    static double ln(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> 52) - 1023;
        int point = (int) (bits >>> REST_BITS) & POINTS - 1;
        double rest = (bits & REST_MASK) * REST_SCALE;
        return exponent * LN_2 + LN[point] + rest * (LN[point + 1] - LN[point]);
    }
}
