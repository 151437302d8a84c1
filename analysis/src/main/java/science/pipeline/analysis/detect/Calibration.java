package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What one detector measures of the energies that go with the momenta, since a person has said that this is normal: the
 * median of its first {@value #FIRST} relative residuals, if chance does not explain it. It stays.
 */
final class Calibration implements Learnt {

    static final int FIRST = 256;

    /** Interquartile range of a normal distribution, in standard deviations. */
    private static final double INTERQUARTILE = 1.349;

    /** Standard deviation of a median over that of a mean. */
    private static final double OF_MEDIAN = 1.2533;

    /** A median that is nearer to 0, in its own standard deviations, is chance. */
    private static final double CHANCE = 3;

    /** Of a detector of which nobody has said anything. */
    static final Calibration NONE = new Calibration();

    static {
        NONE.seen = FIRST;
    }

    private final double[] first = new double[FIRST];
    private int seen;
    private double shift;
    private double uncertainty;

    boolean isLearnt() {
        return seen == FIRST;
    }

    /** Learns from a residual, relative and signed, as long as it is not learnt. */
    void add(double residual) {
        first[seen++] = residual;
        if (isLearnt()) {
            double[] sorted = first.clone();
            Arrays.sort(sorted);
            double median = sorted[FIRST / 2];
            double width = (sorted[FIRST * 3 / 4] - sorted[FIRST / 4]) / INTERQUARTILE;
            double error = CHANCE * OF_MEDIAN * width / Math.sqrt(FIRST);
            boolean isChance = Math.abs(median) <= error;
            shift = isChance ? 0 : median;
            uncertainty = isChance ? 0 : error;
        }
    }

    /** The residual that is usual; 0 if energies and momenta go together. */
    double shift() {
        return shift;
    }

    /** How well that is known: a residual that is nearer is no evidence. */
    double uncertainty() {
        return uncertainty;
    }

    /** The energy that is expected where momentum and mass give this one. */
    double of(double energy) {
        return shift > 0 ? energy / (1 - shift) : energy * (1 + shift);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(seen);
        out.writeDouble(shift);
        out.writeDouble(uncertainty);
        Saved.write(out, isLearnt() ? new double[0] : first);
    }

    @Override
    public void load(DataInput in) throws IOException {
        seen = in.readInt();
        shift = in.readDouble();
        uncertainty = in.readDouble();
        Saved.read(in, isLearnt() ? new double[0] : first);
    }
}
