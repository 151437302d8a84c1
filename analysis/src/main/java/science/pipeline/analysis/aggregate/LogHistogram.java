package science.pipeline.analysis.aggregate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts in {@link LogBins}. Octaves take memory only once something fell into them. A window's group has many bins and
 * few events: those that hold something are marked, so that nobody looks at the others.
 */
final class LogHistogram {

    private static final int USUAL_PACKED_BYTES = 256;

    private final long[] @Nullable [] octaves = new long[LogBins.OCTAVES][];

    /** Of each octave, a bit for each of its bins, set if it holds something. */
    private final int[] occupied = new int[LogBins.OCTAVES];

    void add(int bin) {
        add(bin, 1);
    }

    /** @param count 1 or more */
    void add(int bin, long count) {
        int octave = LogBins.octave(bin);
        int place = LogBins.place(bin);
        long[] counts = octaves[octave];
        if (counts == null) {
            counts = new long[LogBins.PER_OCTAVE];
            octaves[octave] = counts;
        }
        counts[place] += count;
        occupied[octave] |= 1 << place;
    }

    /** Adds what another has counted. */
    void add(LogHistogram other) {
        for (int bin = other.nextOccupied(0); bin >= 0; bin = other.nextOccupied(bin + 1)) {
            add(bin, other.count(bin));
        }
    }

    long count(int bin) {
        long[] counts = octaves[LogBins.octave(bin)];
        return counts == null ? 0 : counts[LogBins.place(bin)];
    }

    /** What the bins {@code [from, to)} hold together. */
    long count(int from, int to) {
        long sum = 0;
        for (int bin = nextOccupied(from); bin >= 0 && bin < to; bin = nextOccupied(bin + 1)) {
            sum += count(bin);
        }
        return sum;
    }

    /** The first bin from {@code bin} on that holds something, or -1. */
    int nextOccupied(int bin) {
        int wanted = -1 << LogBins.place(bin);
        for (int octave = LogBins.octave(bin); octave < LogBins.OCTAVES; octave++) {
            int found = occupied[octave] & wanted;
            if (found != 0) {
                return LogBins.bin(octave, Integer.numberOfTrailingZeros(found));
            }
            wanted = -1;
        }
        return -1;
    }

    /** The last bin up to {@code bin} that holds something, or -1. */
    int lastOccupied(int bin) {
        int wanted = -1 >>> LogBins.PER_OCTAVE - 1 - LogBins.place(bin);
        for (int octave = LogBins.octave(bin); octave >= 0; octave--) {
            int found = occupied[octave] & wanted;
            if (found != 0) {
                return LogBins.bin(octave, LogBins.PER_OCTAVE - 1 - Integer.numberOfLeadingZeros(found));
            }
            wanted = -1;
        }
        return -1;
    }

    /** Sets all counts to zero; the memory stays, for those who count the like again. */
    void clear() {
        for (int octave = 0; octave < LogBins.OCTAVES; octave++) {
            if (occupied[octave] != 0) {
                Arrays.fill(octaves[octave], 0);
                occupied[octave] = 0;
            }
        }
    }

    /** Occupied bins only: how far each is from the one before it, and its count, both as {@link VarLong}s. */
    byte[] pack() {
        byte[] packed = new byte[USUAL_PACKED_BYTES];
        int length = 0;
        int previous = 0;
        for (int octave = 0; octave < LogBins.OCTAVES; octave++) {
            long[] counts = octaves[octave];
            for (int left = occupied[octave]; left != 0; left &= left - 1) {
                if (packed.length - length < 2 * VarLong.MOST_BYTES) {
                    packed = Arrays.copyOf(packed, 2 * packed.length);
                }
                int place = Integer.numberOfTrailingZeros(left);
                int bin = LogBins.bin(octave, place);
                length = VarLong.write(bin - previous, packed, length);
                length = VarLong.write(counts[place], packed, length);
                previous = bin;
            }
        }
        return Arrays.copyOf(packed, length);
    }
}
