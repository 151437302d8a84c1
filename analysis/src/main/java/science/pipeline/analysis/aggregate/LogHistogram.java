package science.pipeline.analysis.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Counts in {@link LogBins}. Octaves take memory only once something fell into them. */
final class LogHistogram {

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

    /** Occupied bins only: how far each is from the one before it, and its count. */
    void save(DataOutput out) throws IOException {
        int occupied = 0;
        for (int bin = nextOccupied(0); bin >= 0; bin = nextOccupied(bin + 1)) {
            occupied++;
        }
        VarLong.write(occupied, out);
        int previous = 0;
        for (int bin = nextOccupied(0); bin >= 0; bin = nextOccupied(bin + 1)) {
            VarLong.write(bin - previous, out);
            VarLong.write(count(bin), out);
            previous = bin;
        }
    }

    static LogHistogram load(DataInput in) throws IOException {
        LogHistogram histogram = new LogHistogram();
        int occupied = VarLong.readInt(in);
        int bin = 0;
        for (int i = 0; i < occupied; i++) {
            bin += VarLong.readInt(in);
            if (bin < LogBins.UNDERFLOW || bin > LogBins.OVERFLOW) {
                throw new IOException("Damaged histogram: found bin " + bin + ", expected bins from "
                        + LogBins.UNDERFLOW + " to " + LogBins.OVERFLOW);
            }
            int octave = LogBins.octave(bin);
            long[] counts = histogram.octaves[octave] == null ? histogram.allocate(octave) : histogram.octaves[octave];
            counts[LogBins.place(bin)] = VarLong.read(in);
        }
        return histogram;
    }

    private long[] allocate(int octave) {
        long[] counts = new long[LogBins.PER_OCTAVE];
        octaves[octave] = counts;
        return counts;
    }
}
