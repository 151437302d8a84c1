package science.pipeline.analysis.aggregate;

/** Energies of one group of events while they are counted: their moments and their histogram. */
final class EnergyAccumulator {

    final Moments moments = new Moments();
    final LogHistogram histogram = new LogHistogram();

    /** Counts on from there. */
    static EnergyAccumulator from(EnergySpectrum spectrum) {
        EnergyAccumulator energies = new EnergyAccumulator();
        energies.add(spectrum);
        return energies;
    }

    /** @param bin of the energy, by {@link LogBins#of} */
    void add(double energy, int bin) {
        moments.add(energy);
        histogram.add(bin);
    }

    void add(EnergySpectrum spectrum) {
        moments.merge(spectrum.moments());
        spectrum.addTo(histogram);
    }

    boolean isEmpty() {
        return moments.count() == 0;
    }

    /** What it holds now. */
    EnergySpectrum spectrum() {
        return new EnergySpectrum(moments.copy(), histogram.pack());
    }

    /** Begins anew. */
    void clear() {
        moments.clear();
        histogram.clear();
    }
}
