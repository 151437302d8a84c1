package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The energies of one particle type, or one detector: their median, and a tail on either side of it. */
final class Spectrum implements Learnt {

    /** Energies below 2⁻²⁰ GeV, a keV, are all alike: as low as they get. */
    private static final double LOWEST = 0x1p-20;

    private static final LogBins BINS = new LogBins(3, -20, 30);
    private static final int FIRST_MEDIAN = 128;

    /** The same where there are many spectra of few events. */
    private static final int FIRST_OF_MANY = 32;

    private static final int LONGEST_WAIT = 1 << 18;
    private static final int MEMORY = 1 << 22;

    private final int[] counts = new int[BINS.count];
    private final Tail above;
    private final Tail below;
    private final boolean ownsTails;
    private int total;
    private int nextMedian;
    private double median;
    private double lnMedian;

    /** {@code ln (E / median)} of the energy scored last. */
    private double distance;

    /** With tails of its own. */
    Spectrum(long warmUp) {
        this(new Tail(Tail.SILENT, warmUp / 2), new Tail(Tail.SILENT, warmUp / 2), true);
    }

    /** @param ownsTails whether they are saved with it; else they are shared with others */
    Spectrum(Tail above, Tail below, boolean ownsTails) {
        this.above = above;
        this.below = below;
        this.ownsTails = ownsTails;
        nextMedian = ownsTails ? FIRST_MEDIAN : FIRST_OF_MANY;
    }

    /** GeV; 0 before it is known. */
    double median() {
        return median;
    }

    /** {@code ln (E / median)} of the energy scored last. */
    double lastDistance() {
        return distance;
    }

    /** How odd an energy is. */
    double score(double energy) {
        if (!(median > 0)) {
            return 0;
        }
        distance = Logarithm.ln(Math.max(LOWEST, energy)) - lnMedian;
        return tail().score(Math.abs(distance));
    }

    private Tail tail() {
        return distance >= 0 ? above : below;
    }

    /** Learns from the energy scored last. */
    void learn(double energy) {
        if (median > 0) {
            tail().add(Math.abs(distance));
        }
        counts[BINS.bin(Math.max(LOWEST, energy))]++;
        if (++total == nextMedian) {
            refresh();
        }
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
        if (ownsTails) {
            above.save(out);
            below.save(out);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        total = in.readInt();
        nextMedian = in.readInt();
        median = in.readDouble();
        lnMedian = median > 0 ? Logarithm.ln(median) : 0;
        Saved.readSparse(in, counts);
        if (ownsTails) {
            above.load(in);
            below.load(in);
        }
    }
}
