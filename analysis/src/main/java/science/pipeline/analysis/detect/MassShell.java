package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import science.pipeline.analysis.quantity.PrintedUnits;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Role;

/**
 * Does the energy fit the momentum? {@code r = E − √(p² + m²)} (Particle Data Group, Kinematics, E² = p² + m²), which
 * unlike {@code E² − p²} keeps its digits for light particles. Numbers are printed in whole units u of their last
 * digit, so an honest record has {@code |r| ≤ ½ (u_E + Σ |p_i| / E · u_i)}, to first order, and a residual within that
 * is no evidence at all; what lies beyond is measured against the resolution that {@link Shell} learns per type and
 * energy.
 *
 * <p>Types without a configured mass are left out, and those whose momenta are none: {@link Relation}. A detector of
 * which a person has said that what it measures is normal gets a {@link Calibration}.
 */
final class MassShell implements Layer {

    static final String NAME = "mass_shell";

    static final Set<Role> NEEDS =
            Set.of(Role.PARTICLE_TYPE, Role.ENERGY, Role.MOMENTUM_X, Role.MOMENTUM_Y, Role.MOMENTUM_Z);

    /** Masses are written with five digits or more. */
    private static final double MASS_ERROR = 1e-5;

    /** A few roundings of double arithmetic. */
    private static final double ARITHMETIC_ERROR = 1e-15;

    /** Of energy and what the momentum gives: beyond a factor of ten they have nothing to do with each other. */
    private static final double UNRELATED = 0.9;

    /** How many events of any type tell whether kinematics close at all. */
    private static final int FIRST_IMPRESSION = 16;

    private final PerName<Shell> shells;
    private final PerName<Relation> relations;
    private final PerName<Calibration> calibrations;
    private final RecentResiduals recent = new RecentResiduals(FIRST_IMPRESSION);
    private final Tail tail;
    private final Suspicion suspicion;
    private long seen;

    MassShell(MassShellSettings settings, long warmUp, NameTables names) {
        NameTable particleTypes = names.particleTypes();
        suspicion = new Suspicion(names.detectors());
        calibrations = new PerName<>(names.detectors(), detector -> new Calibration());
        tail = new Tail(Tail.NORMAL, warmUp);
        relations = new PerName<>(particleTypes, type -> new Relation());
        shells = new PerName<>(
                particleTypes,
                type -> new Shell(settings.masses().getOrDefault(type, Double.NaN), settings, recent, tail));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void score(EventBatch batch, Evidence evidence) {
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            Shell shell = shells.get(batch.particleType[row]);
            if (Double.isNaN(shell.mass)) {
                evidence.none(row);
            } else {
                score(batch, row, shell, evidence);
            }
        }
    }

    private void score(EventBatch batch, int row, Shell shell, Evidence evidence) {
        double energy = batch.energy[row];
        double expected = expectedEnergy(batch, row, shell.mass);
        double scale = Math.max(energy, expected);
        if (!(scale > 0)) {
            evidence.none(row);
            return;
        }
        double residual = energy - expected;
        double rounding = rounding(batch, row, shell.mass, expected) + ARITHMETIC_ERROR * scale;
        Relation relation = relations.get(batch.particleType[row]);
        relation.add(!isUnrelated(batch, row, Math.abs(residual), rounding, scale));
        if (relation.isMissing()) {
            evidence.none(row);
            return;
        }
        Calibration calibration = calibration(batch.detector[row]);
        if (!calibration.isLearnt()) {
            calibration.add(residual / scale);
            evidence.none(row);
            return;
        }
        double off = residual / scale - calibration.shift();
        double unknown = rounding / scale + calibration.uncertainty();
        double score = shell.score(off, unknown, expected);
        boolean teaches = suspicion.teaches(batch.detector[row], score);
        shell.learn(off, unknown, expected, teaches);
        seen++;
        double pull = Math.copySign(shell.lastPull(), off);
        evidence.put(row, score, energy, calibration.of(expected), pull);
        evidence.side[row] = shell.isMuted() ? Double.NaN : pull;
        evidence.withheld[row] = !teaches;
    }

    private Calibration calibration(int detector) {
        Calibration calibration = calibrations.find(detector);
        return calibration == null ? Calibration.NONE : calibration;
    }

    /** Tolerances are those of the particle types, and stay; the detector's energies are calibrated anew. */
    @Override
    public void forget(int detector) {
        suspicion.forget(detector);
        calibrations.forget(detector);
        calibrations.get(detector);
    }

    private static boolean isUnrelated(EventBatch batch, int row, double off, double rounding, double scale) {
        return off > rounding
                && (off > UNRELATED * scale
                        || batch.momentumX[row] == 0 && batch.momentumY[row] == 0 && batch.momentumZ[row] == 0);
    }

    private static double expectedEnergy(EventBatch batch, int row, double mass) {
        double x = batch.momentumX[row];
        double y = batch.momentumY[row];
        double z = batch.momentumZ[row];
        return Math.sqrt(x * x + y * y + z * z + mass * mass);
    }

    /** The largest residual that rounding alone leaves behind, GeV. */
    private static double rounding(EventBatch batch, int row, double mass, double expected) {
        int fraction = batch.fractionDigits[row];
        int significant = batch.significantDigits[row];
        double x = batch.momentumX[row];
        double y = batch.momentumY[row];
        double z = batch.momentumZ[row];
        double momenta = Math.abs(x) * PrintedUnits.unit(x, fraction, significant)
                + Math.abs(y) * PrintedUnits.unit(y, fraction, significant)
                + Math.abs(z) * PrintedUnits.unit(z, fraction, significant)
                + 2 * MASS_ERROR * mass * mass;
        double ofMomenta = expected == 0 ? 0 : momenta / expected;
        return 0.5 * (PrintedUnits.unit(batch.energy[row], fraction, significant) + ofMomenta);
    }

    @Override
    public boolean tellsSides() {
        return true;
    }

    @Override
    public LayerStatus status() {
        List<String> unrelated = new ArrayList<>();
        relations.forEach((type, relation) -> {
            if (relation.isMissing()) {
                unrelated.add(type);
            }
        });
        List<String> muted = new ArrayList<>();
        shells.forEach((type, shell) -> {
            if (shell.isMuted()) {
                muted.add(type);
            }
        });
        muted.removeAll(unrelated);
        List<String> reasons = new ArrayList<>();
        if (!muted.isEmpty()) {
            reasons.add("kinematics do not close for " + String.join(" ", muted));
        }
        if (!unrelated.isEmpty()) {
            reasons.add("no momentum that goes with the energy of " + String.join(" ", unrelated));
        }
        if (!reasons.isEmpty()) {
            return new LayerStatus(NAME, LayerStatus.State.MUTED, String.join("; ", reasons), seen);
        }
        return seen < FIRST_IMPRESSION
                ? new LayerStatus(NAME, LayerStatus.State.WARMING_UP, "tolerance not learnt yet", seen)
                : new LayerStatus(NAME, LayerStatus.State.ACTIVE, "", seen);
    }

    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        double mass = shells.get(batch.particleType[row]).mass;
        return new Features()
                .with(Role.ENERGY, batch, batch.energy[row])
                .with("p", expectedEnergy(batch, row, 0))
                .with("mass_gev", mass)
                .values();
    }

    @Override
    public String unit(EventBatch batch) {
        return batch.schema.unitOf(batch.schema.nameOf(Role.ENERGY, ""));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(seen);
        recent.save(out);
        tail.save(out);
        shells.save(out);
        relations.save(out);
        suspicion.save(out);
        calibrations.save(out);
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public void load(DataInput in) throws IOException {
        load(in, version());
    }

    /**
     * Before its version 2 it did not ask whether the momenta are any, before 3 it suspected nobody, before 4 nobody
     * could say that something is normal.
     */
    @Override
    public void load(DataInput in, int version) throws IOException {
        seen = in.readLong();
        recent.load(in);
        tail.load(in);
        shells.load(in);
        if (version > 1) {
            relations.load(in);
        }
        if (version > 2) {
            suspicion.load(in);
        }
        if (version > 3) {
            calibrations.load(in);
        }
    }
}
