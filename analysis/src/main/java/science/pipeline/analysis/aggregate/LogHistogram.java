package science.pipeline.analysis.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts in {@link LogBins}. Octaves take memory only once something fell into them. */
final class LogHistogram {

    /** A gap and a count of 9 bytes each in every bin. */
    private static final int MOST_BYTES = 18 * (LogBins.OVERFLOW + 1);

    private final long[] @Nullable [] octaves = new long[LogBins.OCTAVES][];

    void add(int bin) {
        long[] octave = octaves[LogBins.octave(bin)];
        if (octave == null) {
            octave = allocate(LogBins.octave(bin));
        }
        octave[LogBins.place(bin)]++;
    }

    long count(int bin) {
        long[] octave = octaves[LogBins.octave(bin)];
        return octave == null ? 0 : octave[LogBins.place(bin)];
    }

    /** What the bins {@code [from, to)} hold together. */
    long count(int from, int to) {
        long sum = 0;
        for (int bin = from; bin < to; bin++) {
            sum += count(bin);
        }
        return sum;
    }

    /** The first bin from {@code bin} on that holds something, or -1. */
    int nextOccupied(int bin) {
        for (int at = bin; at <= LogBins.OVERFLOW; at++) {
            if (octaves[LogBins.octave(at)] == null) {
                at |= LogBins.PER_OCTAVE - 1;
            } else if (count(at) > 0) {
                return at;
            }
        }
        return -1;
    }

    /** The last bin up to {@code bin} that holds something, or -1. */
    int lastOccupied(int bin) {
        int at = bin;
        while (at >= 0 && count(at) == 0) {
            at--;
        }
        return at;
    }

    void merge(LogHistogram other) {
        for (int i = 0; i < octaves.length; i++) {
            long[] theirs = other.octaves[i];
            if (theirs != null) {
                long[] ours = octaves[i] == null ? allocate(i) : octaves[i];
                for (int bin = 0; bin < ours.length; bin++) {
                    ours[bin] += theirs[bin];
                }
            }
        }
    }

    /** Occupied bins only: how far each is from the one before it, and its count; in front, how many bytes that is. */
    void save(DataOutput out) throws IOException {
        byte[] bins = new byte[64 * VarLong.MOST_BYTES];
        int length = 0;
        int previous = 0;
        for (int bin = nextOccupied(0); bin >= 0; bin = nextOccupied(bin + 1)) {
            if (bins.length - length < 2 * VarLong.MOST_BYTES) {
                bins = Arrays.copyOf(bins, 2 * bins.length);
            }
            length = VarLong.write(bin - previous, bins, length);
            length = VarLong.write(count(bin), bins, length);
            previous = bin;
        }
        VarLong.write(length, out);
        out.write(bins, 0, length);
    }

    static LogHistogram load(DataInput in) throws IOException {
        LogHistogram histogram = new LogHistogram();
        int length = VarLong.readInt(in);
        if (length > MOST_BYTES) {
            throw new IOException("Damaged histogram: found " + length + " bytes, expected at most " + MOST_BYTES);
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        VarLong.Reader bins = new VarLong.Reader(bytes);
        long bin = 0;
        while (bins.hasNext()) {
            bin += bins.next();
            if (bin < LogBins.UNDERFLOW || bin > LogBins.OVERFLOW) {
                throw new IOException("Damaged histogram: found bin " + bin + ", expected bins from "
                        + LogBins.UNDERFLOW + " to " + LogBins.OVERFLOW);
            }
            int octave = LogBins.octave((int) bin);
            long[] counts = histogram.octaves[octave] == null ? histogram.allocate(octave) : histogram.octaves[octave];
            counts[LogBins.place((int) bin)] = bins.next();
        }
        return histogram;
    }

    private long[] allocate(int octave) {
        long[] counts = new long[LogBins.PER_OCTAVE];
        octaves[octave] = counts;
        return counts;
    }
}
