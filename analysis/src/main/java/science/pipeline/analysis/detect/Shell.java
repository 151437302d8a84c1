package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How well energy and momentum of one particle type agree: relative residuals beyond printed precision, their
 * resolution per energy octave, and the shape of their tail.
 *
 * <p>What is expected is always 0; only the width of the residuals is learnt, around their own median. So a stream
 * whose energies are all 10 % too high (far off, but closely together) stays flagged to its last event, while one whose
 * resolution is poor (wide around 0) is learnt within {@value Spread#FEWEST} events, and one whose kinematics never
 * close (as wide as the energies themselves) mutes the check, because against such a width nothing is odd.
 */
final class Shell implements Learnt {

    /** An honest record never leaves the rounding; this far beyond is as odd as six standard deviations. */
    private static final double ROUNDING_SIGMAS = 6;

    /** An energy octave that has not learnt yet may be as much worse than the type on the whole. */
    private static final double UNLEARNT_OCTAVE = 3;

    /** A pull that counts as a failure. */
    private static final double FAILED = 5;

    /** So many events that agree to the last digit are no accident. */
    private static final int FIRST_AGREEMENT = 5;

    /** What a stream that has changed is recognised by. */
    private static final int RECENT = 64;

    private static final int OCTAVES = 16;

    /** GeV; NaN when none is configured. */
    final double mass;

    private final MassShellSettings settings;
    private final RecentResiduals ofAllTypes;
    private final RecentResiduals recent = new RecentResiduals(RECENT);
    private final Spread spread = new Spread();
    private final Spread[] octaves = new Spread[OCTAVES];
    private final Tail tail;
    private boolean muted;
    private boolean frozen;

    /** Around which the widths are learnt: 0 unless the first events lay closely together elsewhere. */
    private double shift;

    private double pull;

    /** What the pull of the event scored last was measured by. */
    private double unit;

    private int untilCheck = RECENT;

    /**
     * @param ofAllTypes the partition's first impression, shared by its types
     * @param tail the shape of the residuals in units of their width, shared too
     */
    Shell(double mass, MassShellSettings settings, RecentResiduals ofAllTypes, Tail tail) {
        this.mass = mass;
        this.settings = settings;
        this.ofAllTypes = ofAllTypes;
        this.tail = tail;
        for (int i = 0; i < OCTAVES; i++) {
            octaves[i] = new Spread();
        }
    }

    boolean isMuted() {
        return muted;
    }

    /** Pull of the event scored last, 0 or more. */
    double lastPull() {
        return pull;
    }

    /**
     * Scores an event.
     *
     * @param residual relative, signed
     * @param rounding the largest residual that rounding alone leaves behind, relative
     * @param energy GeV
     */
    double score(double residual, double rounding, double energy) {
        recent.add(residual, rounding);
        ofAllTypes.add(residual, rounding);
        unit = tolerance(octaves[octave(energy)]) + rounding / ROUNDING_SIGMAS;
        pull = Math.abs(beyond(residual, rounding)) / unit;
        return muted ? 0 : closesAsPrinted() ? NormalTail.score(pull) : tail.score(pull);
    }

    /** What rounding does not explain of a residual. */
    private static double beyond(double residual, double rounding) {
        return Math.copySign(Math.max(0, Math.abs(residual) - rounding), residual);
    }

    private double tolerance(Spread octave) {
        if (octave.isLearnt()) {
            return octave.width();
        }
        return spread.isLearnt() ? UNLEARNT_OCTAVE * spread.width() : firstTolerance();
    }

    /**
     * Before anything is learnt: none if the first events agree to the last printed digit, which no detector with a
     * resolution would bring about; else the configured one, or the width of the first events if that is larger.
     */
    private double firstTolerance() {
        if (recent.size() >= FIRST_AGREEMENT && recent.beyondRounding() <= recent.size() / 4) {
            return 0;
        }
        double width = Math.max(recent.width(), ofAllTypes.width());
        muted = width > settings.muteAbove();
        return Math.max(settings.resolution(), width);
    }

    /**
     * Learns from the event scored last.
     *
     * @param teaches whether it is no part of a fault
     */
    void learn(double residual, double rounding, double energy, boolean teaches) {
        if (spread.isLearnt() && !frozen && teaches) {
            Spread octave = octaves[octave(energy)];
            double deviation = beyond(residual - shift, rounding);
            octave.add(deviation);
            if (!muted && !closesAsPrinted()) {
                tail.add(Math.abs(deviation) / unit);
            }
            if (spread.add(deviation)) {
                muted = spread.width() > settings.muteAbove();
            }
        } else if (!spread.isLearnt() && recent.size() == Spread.FEWEST) {
            relearn();
        }
        if (pull > FAILED || Math.abs(residual) > settings.muteAbove()) {
            recent.fail();
        }
        if (--untilCheck == 0) {
            untilCheck = RECENT / 4;
            check();
        }
    }

    /** Whether most events stay within the rounding: whatever does not is wrong, however many there are. */
    private boolean closesAsPrinted() {
        return spread.isLearnt() && spread.width() == 0;
    }

    /**
     * A stream that has changed is learnt anew: into muteness, out of it, or to another resolution. One whose energy
     * scale has shifted is not: what was learnt is frozen until it is right again.
     */
    private void check() {
        boolean mostFail = !muted && 2 * recent.failures() > RECENT;
        frozen = mostFail && recent.failuresAreShifted();
        boolean closesAgain = muted && recent.width() < settings.muteAbove() / 2;
        if (mostFail && !frozen || closesAgain) {
            relearn();
        }
    }

    private void relearn() {
        spread.reset();
        for (Spread octave : octaves) {
            octave.reset();
        }
        recent.forgetFailures();
        shift = recent.shift();
        for (int i = 0; i < recent.size(); i++) {
            spread.add(beyond(recent.residual(i) - shift, recent.rounding(i)));
        }
        muted = spread.width() > settings.muteAbove();
    }

    private static int octave(double energy) {
        return Math.max(0, Math.min(OCTAVES - 1, Math.getExponent(energy) + 1));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeBoolean(muted);
        out.writeBoolean(frozen);
        out.writeDouble(shift);
        out.writeInt(untilCheck);
        recent.save(out);
        spread.save(out);
        for (Spread octave : octaves) {
            octave.save(out);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        muted = in.readBoolean();
        frozen = in.readBoolean();
        shift = in.readDouble();
        untilCheck = in.readInt();
        recent.load(in);
        spread.load(in);
        for (Spread octave : octaves) {
            octave.load(in);
        }
    }
}
