package science.pipeline.analysis.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Energies of a group of events as they were counted: their moments, and how many fell into each of the fixed bins.
 * Immutable, and packed as it is saved: there are very many of them, and most are only passed on.
 */
public final class EnergySpectrum {

    /** Bins run from 0 to this, exclusive. */
    public static final int BINS = LogBins.OVERFLOW + 1;

    private static final int MOST_BYTES = 2 * VarLong.MOST_BYTES * BINS;

    private final Moments moments;

    /** Of each occupied bin: how far it is from the one before it, and its count. */
    private final byte[] bins;

    /**
     * @param moments nobody changes them any more
     * @param bins nor these
     */
    EnergySpectrum(Moments moments, byte[] bins) {
        this.moments = moments;
        this.bins = bins;
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
        return moments.count();
    }

    Moments moments() {
        return moments;
    }

    /**
     * The sum over its events of what belongs to each one's bin, in ascending order of bins.
     *
     * @param byBin of length {@link #BINS}
     */
    public double sum(double[] byBin) {
        double sum = 0;
        VarLong.Reader reader = new VarLong.Reader(bins);
        int bin = 0;
        while (reader.hasNext()) {
            bin += (int) reader.next();
            sum += reader.next() * byBin[bin];
        }
        return sum;
    }

    /** Adds its counts to {@code counts}, of length {@link #BINS}. */
    public void addTo(long[] counts) {
        forEach((bin, count) -> counts[bin] += count);
    }

    /** Adds its counts. */
    void addTo(LogHistogram histogram) {
        forEach(histogram::add);
    }

    /** Takes the count of an occupied bin. */
    @FunctionalInterface
    private interface Taker {
        void take(int bin, long count);
    }

    private void forEach(Taker taker) {
        VarLong.Reader reader = new VarLong.Reader(bins);
        int bin = 0;
        while (reader.hasNext()) {
            bin += (int) reader.next();
            taker.take(bin, reader.next());
        }
    }

    void save(DataOutput out) throws IOException {
        moments.save(out);
        VarLong.write(bins.length, out);
        out.write(bins);
    }

    static EnergySpectrum load(DataInput in) throws IOException {
        Moments moments = Moments.load(in);
        int length = VarLong.readInt(in);
        if (length > MOST_BYTES) {
            throw new IOException("Damaged histogram: found " + length + " bytes, expected at most " + MOST_BYTES);
        }
        byte[] bins = new byte[length];
        in.readFully(bins);
        check(bins);
        return new EnergySpectrum(moments, bins);
    }

    private static void check(byte[] bins) throws IOException {
        VarLong.Reader reader = new VarLong.Reader(bins);
        long bin = 0;
        while (reader.hasNext()) {
            long gap = reader.next();
            long count = reader.next();
            bin += gap;
            if (gap < 1 || bin < LogBins.UNDERFLOW || bin > LogBins.OVERFLOW || count < 1) {
                throw new IOException("Damaged histogram: found " + count + " in bin " + bin
                        + ", expected 1 or more in rising bins from " + LogBins.UNDERFLOW + " to " + LogBins.OVERFLOW);
            }
        }
    }
}
