package science.pipeline.analysis.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Values of a group of events as they were counted: their moments, and how many fell into each of the fixed bins.
 * Immutable, and packed as it is saved: there are very many of them, and most are only passed on.
 */
public final class ValueSpectrum {

    /** Bins run from 0 to this, exclusive. */
    public static final int BINS = LogBins.OVERFLOW + 1;

    private static final int MOST_BYTES = 2 * VarLong.MOST_BYTES * BINS;

    static final byte[] NO_BINS = {};

    private final Moments moments;

    /** Of each occupied bin: how far it is from the one before it, and its count. */
    private final byte[] bins;

    /** The same of the magnitudes of numbers below zero. */
    private final byte[] below;

    /**
     * @param moments nobody changes them any more
     * @param bins nor these
     * @param below nor these
     */
    ValueSpectrum(Moments moments, byte[] bins, byte[] below) {
        this.moments = moments;
        this.bins = bins;
        this.below = below;
    }

    /** Of no values. */
    static ValueSpectrum empty() {
        return new ValueSpectrum(new Moments(), NO_BINS, NO_BINS);
    }

    /** The middle of a bin; of those at the two ends, their inner edge. */
    public static double centre(int bin) {
        if (bin < LogBins.FIRST) {
            return LogBins.lowerEdge(LogBins.FIRST);
        }
        return bin == LogBins.OVERFLOW
                ? LogBins.lowerEdge(bin)
                : (LogBins.lowerEdge(bin) + LogBins.lowerEdge(bin + 1)) / 2;
    }

    /** Where a bin begins; the first and the last one end and begin at what is told apart. */
    public static double lowerEdge(int bin) {
        return LogBins.lowerEdge(Math.min(Math.max(bin, LogBins.FIRST), LogBins.OVERFLOW));
    }

    /** How many values it holds. */
    public long count() {
        return moments.count();
    }

    Moments moments() {
        return moments;
    }

    /**
     * The sum over its values of what belongs to each one's bin, in ascending order of bins; numbers below zero are in
     * the lowest.
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
        return hasBelow() ? sum + countBelow() * byBin[LogBins.UNDERFLOW] : sum;
    }

    /** Adds its counts to {@code counts}, of length {@link #BINS}; those of numbers below zero to the lowest. */
    public void addTo(long[] counts) {
        forEach(bins, (bin, count) -> counts[bin] += count);
        counts[LogBins.UNDERFLOW] += countBelow();
    }

    private long countBelow() {
        long[] count = new long[1];
        forEach(below, (bin, inBin) -> count[0] += inBin);
        return count[0];
    }

    /** Adds its counts of numbers from zero on. */
    void addTo(LogHistogram histogram) {
        forEach(bins, histogram::add);
    }

    /** Whether it holds numbers below zero, further than those next to it. */
    boolean hasBelow() {
        return below.length > 0;
    }

    /** Adds its counts of numbers below zero, by their magnitudes. */
    void addBelowTo(LogHistogram histogram) {
        forEach(below, histogram::add);
    }

    /** Takes the count of an occupied bin. */
    @FunctionalInterface
    private interface Taker {
        void take(int bin, long count);
    }

    private static void forEach(byte[] bins, Taker taker) {
        VarLong.Reader reader = new VarLong.Reader(bins);
        int bin = 0;
        while (reader.hasNext()) {
            bin += (int) reader.next();
            taker.take(bin, reader.next());
        }
    }

    /** One without values takes a byte. */
    void save(DataOutput out) throws IOException {
        moments.save(out);
        if (moments.count() > 0) {
            VarLong.write(bins.length, out);
            out.write(bins);
            VarLong.write(below.length, out);
            out.write(below);
        }
    }

    static ValueSpectrum load(DataInput in) throws IOException {
        Moments moments = Moments.load(in);
        return moments.count() == 0 ? empty() : new ValueSpectrum(moments, loadBins(in), loadBins(in));
    }

    /** The form before there were numbers below zero. */
    static ValueSpectrum loadForm3(DataInput in) throws IOException {
        return new ValueSpectrum(Moments.loadForm3(in), loadBins(in), NO_BINS);
    }

    private static byte[] loadBins(DataInput in) throws IOException {
        int length = VarLong.readInt(in);
        if (length > MOST_BYTES) {
            throw new IOException("Damaged histogram: found " + length + " bytes, expected at most " + MOST_BYTES);
        }
        byte[] bins = new byte[length];
        in.readFully(bins);
        check(bins);
        return bins;
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
