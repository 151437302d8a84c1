package science.pipeline.analysis.aggregate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts in {@link LogBins}. Octaves take memory only once something fell into them. */
final class LogHistogram {

    private static final int USUAL_PACKED_BYTES = 256;

    private final long[] @Nullable [] octaves = new long[LogBins.OCTAVES][];

    void add(int bin) {
        add(bin, 1);
    }

    void add(int bin, long count) {
        long[] octave = octaves[LogBins.octave(bin)];
        if (octave == null) {
            octave = new long[LogBins.PER_OCTAVE];
            octaves[LogBins.octave(bin)] = octave;
        }
        octave[LogBins.place(bin)] += count;
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

    /** Sets all counts to zero; the memory stays, for those who count the like again. */
    void clear() {
        for (long[] octave : octaves) {
            if (octave != null) {
                Arrays.fill(octave, 0);
            }
        }
    }

    /** Occupied bins only: how far each is from the one before it, and its count, both as {@link VarLong}s. */
    byte[] pack() {
        byte[] packed = new byte[USUAL_PACKED_BYTES];
        int length = 0;
        int previous = 0;
        for (int octave = 0; octave < octaves.length; octave++) {
            long[] counts = octaves[octave];
            for (int place = 0; counts != null && place < counts.length; place++) {
                if (counts[place] > 0) {
                    if (packed.length - length < 2 * VarLong.MOST_BYTES) {
                        packed = Arrays.copyOf(packed, 2 * packed.length);
                    }
                    int bin = LogBins.bin(octave, place);
                    length = VarLong.write(bin - previous, packed, length);
                    length = VarLong.write(counts[place], packed, length);
                    previous = bin;
                }
            }
        }
        return Arrays.copyOf(packed, length);
    }
}
