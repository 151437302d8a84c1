package science.pipeline.analysis.detect;

/**
 * Numbers in the order of their magnitude, as integers: which of several is the largest then takes no branch, which no
 * processor could foretell. Of two that differ in their sign alone the negative one is the larger.
 */
final class Magnitude {

    /** Of 0. */
    static final long NONE = of(0);

    private Magnitude() {}

    /** Not of NaN. */
    static long of(double number) {
        return Long.rotateLeft(Double.doubleToRawLongBits(number), 1) ^ Long.MIN_VALUE;
    }

    static double number(long magnitude) {
        return Double.longBitsToDouble(Long.rotateRight(magnitude ^ Long.MIN_VALUE, 1));
    }
}
