package science.pipeline.analysis.aggregate;

import java.util.Arrays;
import java.util.Set;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * What is counted of each detector's events in a few fixed bins, beside its measures, for the watch to compare: bins
 * need no learning, merge exactly, and bound what a window takes however many names or values a stream has.
 */
public enum Shape {
    /** By a fixed hash of the name, which bounds how many are told apart. */
    PARTICLE_TYPE("particle type", 0, 64, Role.PARTICLE_TYPE),
    /** Digits after the decimal point. */
    DECIMALS("decimals printed", 64, 16, Role.ENERGY),
    /** Of the energy in units of its last printed digit: the remainder of 10. */
    LAST_DIGIT("last digit", 80, Shape.DIGITS, Role.ENERGY),
    /** The remainder of 12, which tells grids of 3, 4, 6 and 12 units. */
    GRID("grid of digits", 90, Shape.GRIDS, Role.ENERGY),
    /** Around the beam: four bins a quadrant, by {@code y / (|x| + |y|)}, which is cheap and turns with the angle. */
    AZIMUTH("azimuth angle", 102, 16, Role.MOMENTUM_X, Role.MOMENTUM_Y, Role.MOMENTUM_Z),
    /** Along the beam, by {@code z / (|z| + √(x² + y²))}, from backward to forward. */
    POLAR_ANGLE("polar angle", 118, 16, Role.MOMENTUM_X, Role.MOMENTUM_Y, Role.MOMENTUM_Z),
    /** Whether the event is flagged. */
    FLAGGED("flagged events", 134, 2);

    static final int DIGITS = 10;
    static final int GRIDS = 12;

    /** Bins of all shapes together. */
    static final int BINS = FLAGGED.first + FLAGGED.bins;

    /** As in messages: with a blank, which no measure's name has. */
    public final String label;

    /** How many bins it has. */
    public final int bins;

    /** Where its bins begin among those of all shapes, as saved. */
    final int first;

    private final Set<Role> needs;

    Shape(String label, int first, int bins, Role... needs) {
        this.label = label;
        this.first = first;
        this.bins = bins;
        this.needs = Set.of(needs);
    }

    boolean isOf(Schema schema) {
        return needs.stream().allMatch(schema::has);
    }

    /** Whether neighbouring bins hold what is alike. */
    public boolean isOrdered() {
        return this == AZIMUTH || this == POLAR_ANGLE;
    }

    /** Its part of the counts in the bins of all shapes, of length {@link #bins}. */
    public long[] of(long[] all) {
        return Arrays.copyOfRange(all, first, first + bins);
    }

    /** The bin of a particle type's name. */
    public static int ofName(String name) {
        int hash = name.hashCode();
        return (hash ^ hash >>> 6 ^ hash >>> 15) & PARTICLE_TYPE.bins - 1;
    }

    /** What the bins {@code [from, to)} hold, in words. */
    public String words(int from, int to) {
        return switch (this) {
            case PARTICLE_TYPE -> "of types of bin " + from;
            case DECIMALS -> "with " + from + " decimals";
            case LAST_DIGIT -> "with " + from + " as last digit";
            case GRID -> "that leave " + from + " of 12 units of the last digit";
            case AZIMUTH -> "in azimuth from " + azimuth(from) + "° to " + azimuth(to) + "°";
            case POLAR_ANGLE -> "in polar angle from " + polarAngle(to) + "° to " + polarAngle(from) + "°";
            case FLAGGED -> from == 1 ? "flagged" : "not flagged";
        };
    }

    private static long azimuth(int edge) {
        double quadrant = edge * 4.0 / AZIMUTH.bins;
        double within = quadrant - (int) quadrant;
        return Math.round(90 * (int) quadrant + StrictMath.toDegrees(StrictMath.atan2(within, 1 - within)));
    }

    private static long polarAngle(int edge) {
        double z = edge * 2.0 / POLAR_ANGLE.bins - 1;
        return Math.round(StrictMath.toDegrees(StrictMath.atan2(1 - Math.abs(z), z)));
    }
}
