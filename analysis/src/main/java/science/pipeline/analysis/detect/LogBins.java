package science.pipeline.analysis.detect;

/**
 * Bins whose width grows with the value: as many an octave, cut straight from the bits of the number, so that finding a
 * bin takes no logarithm and gives the same answer everywhere.
 */
final class LogBins {

    private final int restBits;
    private final long restMask;
    private final double restScale;
    private final long first;

    /** How many bins there are; bin 0 holds whatever is below the smallest value. */
    final int count;

    /**
     * @param bitsPerOctave 5 for 32 bins an octave
     * @param lowestExponent the smallest value told apart from zero is 2 to this
     * @param highestExponent values from 2 to this on share the last bin
     */
    LogBins(int bitsPerOctave, int lowestExponent, int highestExponent) {
        restBits = 52 - bitsPerOctave;
        restMask = (1L << restBits) - 1;
        restScale = 1.0 / (1L << restBits);
        first = (1023L + lowestExponent << bitsPerOctave) - 1;
        count = (highestExponent - lowestExponent << bitsPerOctave) + 2;
    }

    /** The bin of a number that is 0 or more. */
    int bin(double value) {
        long bin = (Double.doubleToRawLongBits(value) >>> restBits) - first;
        return bin < 0 ? 0 : (int) Math.min(bin, count - 1);
    }

    /** Where in its bin a number lies, 0 at the lower edge, 1 at the upper; meaningless in the first and last bin. */
    double position(double value) {
        return (Double.doubleToRawLongBits(value) & restMask) * restScale;
    }

    /** Lower edge of a bin. */
    double edge(int bin) {
        return bin == 0 ? 0 : Double.longBitsToDouble(bin + first << restBits);
    }

    /** Of the bin that a number lies in; numbers closer than this cannot be told apart. 0 for the last bin. */
    double width(double value) {
        int bin = bin(value);
        return bin == count - 1 ? 0 : edge(bin + 1) - edge(bin);
    }

    /** The number at a position between a bin's edges; the last bin has no upper edge and gives its lower one. */
    double value(int bin, double position) {
        double lower = edge(bin);
        return bin == count - 1 ? lower : lower + position * (edge(bin + 1) - lower);
    }
}
