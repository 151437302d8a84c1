package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The energies of one particle type: their median, and a tail on either side of it. */
final class Spectrum implements Learnt {

    /** Energies below 2⁻²⁰ GeV, a keV, are all alike: as low as they get. */
    private static final double LOWEST = 0x1p-20;

    private static final LogBins BINS = new LogBins(3, -20, 30);
    private static final int FIRST_MEDIAN = 128;
    private static final int LONGEST_WAIT = 1 << 18;
    private static final int MEMORY = 1 << 22;

    private final int[] counts = new int[BINS.count];
    private final Tail above;
    private final Tail below;
    private int total;
    private int nextMedian = FIRST_MEDIAN;
    private double median;
    private double lnMedian;

    /** {@code ln (E / median)} of the energy scored last. */
    private double distance;

    Spectrum(long warmUp) {
        above = new Tail(Tail.SILENT, warmUp / 2);
        below = new Tail(Tail.SILENT, warmUp / 2);
    }

    /** GeV; 0 before it is known. */
    double median() {
        return median;
    }

    /** {@code ln (E / median)} of the energy scored last. */
    double lastDistance() {
        return distance;
    }

    /** Scores an energy, then learns from it. */
    double score(double energy) {
        double score = 0;
        double clipped = Math.max(LOWEST, energy);
        if (median > 0) {
            distance = Logarithm.ln(clipped) - lnMedian;
            Tail tail = distance >= 0 ? above : below;
            double magnitude = Math.abs(distance);
            score = tail.score(magnitude);
            tail.add(magnitude);
        }
        counts[BINS.bin(clipped)]++;
        if (++total == nextMedian) {
            refresh();
        }
        return score;
    }

    private void refresh() {
        double wanted = total / 2.0;
        int bin = 0;
        long lower = 0;
        while (lower + counts[bin] < wanted) {
            lower += counts[bin++];
        }
        median = Math.max(LOWEST, BINS.value(bin, (wanted - lower) / counts[bin]));
        lnMedian = Logarithm.ln(median);
        if (total >= MEMORY) {
            total = 0;
            for (int i = 0; i < counts.length; i++) {
                counts[i] >>= 1;
                total += counts[i];
            }
        }
        nextMedian = total + Math.min(LONGEST_WAIT, 3 * total);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(total);
        out.writeInt(nextMedian);
        out.writeDouble(median);
        Saved.writeSparse(out, counts);
        above.save(out);
        below.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        total = in.readInt();
        nextMedian = in.readInt();
        median = in.readDouble();
        lnMedian = median > 0 ? Logarithm.ln(median) : 0;
        Saved.readSparse(in, counts);
        above.load(in);
        below.load(in);
    }
}
