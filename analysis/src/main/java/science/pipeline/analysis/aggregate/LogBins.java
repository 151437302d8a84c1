package science.pipeline.analysis.aggregate;

/**
 * Fixed bins of nearly equal relative width: {@value #PER_OCTAVE} of equal width in each octave from 2<sup>-10</sup> to
 * 2<sup>30</sup>, as in HdrHistogram. The bits of a double are its octave followed by its place in it, so that the
 * first 5 bits of the fraction and the exponent before them are the bin: one shift, no logarithm, the same everywhere.
 * Fixed bins merge exactly.
 *
 * <p>Numbers below zero have the bins of their magnitudes, with a minus: {@code -bin}. What is nearer to zero than the
 * first octave is in {@link #UNDERFLOW}, whatever its sign.
 */
final class LogBins {

    static final int PER_OCTAVE = 32;

    /** Octaves, with one more at each end that holds the underflow and the overflow. */
    static final int OCTAVES = 42;

    /** Bin of what is below the first octave: the last one of the octave before. */
    static final int UNDERFLOW = PER_OCTAVE - 1;

    static final int FIRST = PER_OCTAVE;

    /** Bin of what is above the last octave: the first one of the octave after. */
    static final int OVERFLOW = (OCTAVES - 1) * PER_OCTAVE;

    /** Of what is no number, or an infinite one: it is in none. */
    static final int NONE = Integer.MIN_VALUE;

    private static final int FRACTION_BITS = 52;
    private static final int BIN_BITS = 5;
    private static final int SHIFT = FRACTION_BITS - BIN_BITS;
    private static final int LOWEST_EXPONENT = -10;
    private static final int EXPONENT_BIAS = 1023;
    private static final int OFFSET = (EXPONENT_BIAS + LOWEST_EXPONENT - 1) << BIN_BITS;

    private LogBins() {}

    /** The bin of a number that is 0 or more; negative ones underflow. */
    static int of(double value) {
        int bin = (int) (Double.doubleToRawLongBits(value) >> SHIFT) - OFFSET;
        return Math.min(Math.max(bin, UNDERFLOW), OVERFLOW);
    }

    /** The bin of any double. */
    static int ofAny(double value) {
        if (value >= 0) {
            return value <= Double.MAX_VALUE ? of(value) : NONE;
        }
        int magnitude = of(-value);
        boolean isNumber = value >= -Double.MAX_VALUE;
        return !isNumber ? NONE : magnitude == UNDERFLOW ? UNDERFLOW : -magnitude;
    }

    /** Which octave a bin is in. */
    static int octave(int bin) {
        return bin >>> BIN_BITS;
    }

    /** Which of its octave's bins it is. */
    static int place(int bin) {
        return bin & PER_OCTAVE - 1;
    }

    /** The bin at a place of an octave. */
    static int bin(int octave, int place) {
        return octave << BIN_BITS | place;
    }

    /** Where a bin begins, included; bins from {@link #FIRST} up to {@link #OVERFLOW}. */
    static double lowerEdge(int bin) {
        return Double.longBitsToDouble((long) (bin + OFFSET) << SHIFT);
    }
}
