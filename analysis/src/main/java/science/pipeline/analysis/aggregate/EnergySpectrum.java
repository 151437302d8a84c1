package science.pipeline.analysis.aggregate;

/**
 * Energies of a group of events in fixed bins, to be looked at from outside: counts, and sums of anything that depends
 * on the bin alone. A view; it changes with what it was made of.
 */
public final class EnergySpectrum {

    /** Bins run from 0 to this, exclusive. */
    public static final int BINS = LogBins.OVERFLOW + 1;

    private final EnergyAccumulator energies;

    EnergySpectrum(EnergyAccumulator energies) {
        this.energies = energies;
    }

    /** The middle of a bin, GeV; of those at the two ends, their inner edge. */
    public static double centre(int bin) {
        if (bin < LogBins.FIRST) {
            return LogBins.lowerEdge(LogBins.FIRST);
        }
        return bin == LogBins.OVERFLOW
                ? LogBins.lowerEdge(bin)
                : (LogBins.lowerEdge(bin) + LogBins.lowerEdge(bin + 1)) / 2;
    }

    /** How many events it holds. */
    public long count() {
        return energies.moments.count();
    }

    /**
     * The sum over its events of what belongs to each one's bin, in ascending order of bins.
     *
     * @param byBin of length {@link #BINS}
     */
    public double sum(double[] byBin) {
        double sum = 0;
        LogHistogram histogram = energies.histogram;
        for (int bin = histogram.nextOccupied(0); bin >= 0; bin = histogram.nextOccupied(bin + 1)) {
            sum += histogram.count(bin) * byBin[bin];
        }
        return sum;
    }

    /** Adds its counts to {@code counts}, of length {@link #BINS}. */
    public void addTo(long[] counts) {
        LogHistogram histogram = energies.histogram;
        for (int bin = histogram.nextOccupied(0); bin >= 0; bin = histogram.nextOccupied(bin + 1)) {
            counts[bin] += histogram.count(bin);
        }
    }
}
