package science.pipeline.analytics.observe;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Bins of the page's energy spectrum: four of equal width in each octave from 2<sup>-10</sup> to 2<sup>30</sup> GeV;
 * what lies beyond is counted in the outermost ones. The bits of a double are its octave followed by its place in it,
 * so that one shift finds the bin.
 */
final class EnergyBins {

    private static final int PER_OCTAVE_BITS = 2;
    private static final int LOWEST_EXPONENT = -10;
    private static final int OCTAVES = 40;
    private static final int SHIFT = 52 - PER_OCTAVE_BITS;
    private static final int FIRST = (Double.MAX_EXPONENT + LOWEST_EXPONENT) << PER_OCTAVE_BITS;

    static final int COUNT = OCTAVES << PER_OCTAVE_BITS;

    private EnergyBins() {}

    /** The bin of an energy, which is 0 or more. */
    static int of(double energy) {
        int bin = (int) (Double.doubleToRawLongBits(energy) >>> SHIFT) - FIRST;
        return Math.min(Math.max(bin, 0), COUNT - 1);
    }

    /** Where the bins begin, and where the last one ends, GeV. */
    static List<Double> edges() {
        return IntStream.rangeClosed(0, COUNT)
                .mapToObj(bin -> Double.longBitsToDouble((long) (bin + FIRST) << SHIFT))
                .toList();
    }
}
