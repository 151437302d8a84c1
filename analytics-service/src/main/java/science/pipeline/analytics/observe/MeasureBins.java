package science.pipeline.analytics.observe;

import java.util.List;
import java.util.stream.IntStream;
import science.pipeline.schema.Field;

/**
 * Bins of the page's spectra: four of equal width in each octave from 2<sup>-10</sup> to 2<sup>30</sup>, and as many
 * below zero for a measure that may be negative; what lies beyond is counted in the outermost ones, what lies between
 * in the innermost. The bits of a double are its octave followed by its place in it, so that one shift finds the bin.
 */
enum MeasureBins {
    POSITIVE(0),
    SIGNED(MeasureBins.HALF);

    /** NaN has no bin. */
    static final int NONE = -1;

    private static final int PER_OCTAVE_BITS = 2;
    private static final int LOWEST_EXPONENT = -10;
    private static final int OCTAVES = 40;
    private static final int SHIFT = 52 - PER_OCTAVE_BITS;
    private static final int FIRST = (Double.MAX_EXPONENT + LOWEST_EXPONENT) << PER_OCTAVE_BITS;

    private static final int HALF = OCTAVES << PER_OCTAVE_BITS;

    private final int negative;

    /** @param negative bins below zero */
    MeasureBins(int negative) {
        this.negative = negative;
    }

    /** Those that suit a field's range. */
    static MeasureBins of(Field field) {
        return field.min() >= 0 ? POSITIVE : SIGNED;
    }

    int count() {
        return negative + HALF;
    }

    /** The bin of a value, or {@link #NONE}. */
    int of(double value) {
        int size = (int) (Double.doubleToRawLongBits(Math.abs(value)) >>> SHIFT) - FIRST;
        int bin = Math.min(Math.max(size, 0), HALF - 1);
        return value >= 0 ? negative + bin : value < 0 ? Math.max(negative - 1 - bin, 0) : NONE;
    }

    /** Where the bins begin, and where the last one ends. */
    List<Double> edges() {
        return IntStream.rangeClosed(-negative, HALF).mapToObj(this::edge).toList();
    }

    private double edge(int bin) {
        if (bin == 0 && negative > 0) {
            return 0;
        }
        return Math.copySign(Double.longBitsToDouble((long) (Math.abs(bin) + FIRST) << SHIFT), bin);
    }
}
