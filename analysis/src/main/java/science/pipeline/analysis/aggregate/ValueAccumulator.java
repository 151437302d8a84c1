package science.pipeline.analysis.aggregate;

import org.jspecify.annotations.Nullable;

/** Values of one group of events while they are counted: their moments and their histogram. */
final class ValueAccumulator {

    final Moments moments = new Moments();

    /** Of numbers from zero on, and of those next to it. */
    final LogHistogram histogram = new LogHistogram();

    /** Of the magnitudes of numbers below zero; null as long as there are none. */
    @Nullable LogHistogram below;

    /** Counts on from there. */
    static ValueAccumulator from(ValueSpectrum spectrum) {
        ValueAccumulator values = new ValueAccumulator();
        values.add(spectrum);
        return values;
    }

    /** @param bin of the value, by {@link LogBins#of} or {@link LogBins#ofAny}; not {@link LogBins#NONE} */
    void add(double value, int bin) {
        moments.add(value);
        if (bin >= 0) {
            histogram.add(bin);
        } else {
            below().add(-bin);
        }
    }

    private LogHistogram below() {
        LogHistogram known = below;
        if (known == null) {
            known = new LogHistogram();
            below = known;
        }
        return known;
    }

    /** Adds what another has counted in its bins; its moments stay out. */
    void addBins(ValueAccumulator other) {
        histogram.add(other.histogram);
        if (other.below != null) {
            below().add(other.below);
        }
    }

    void add(ValueSpectrum spectrum) {
        moments.merge(spectrum.moments());
        spectrum.addTo(histogram);
        if (spectrum.hasBelow()) {
            spectrum.addBelowTo(below());
        }
    }

    boolean isEmpty() {
        return moments.count() == 0;
    }

    /** What it holds now. */
    ValueSpectrum spectrum() {
        return new ValueSpectrum(
                moments.copy(), histogram.pack(), below == null ? ValueSpectrum.NO_BINS : below.pack());
    }

    /** Begins anew. */
    void clear() {
        moments.clear();
        histogram.clear();
        if (below != null) {
            below.clear();
        }
    }
}
