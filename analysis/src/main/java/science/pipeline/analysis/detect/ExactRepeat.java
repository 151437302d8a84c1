package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import science.pipeline.analysis.quantity.PrintedUnits;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * Has the detector sent the very same energy and momentum before, a few events ago (a stuck read-out)? A number printed
 * in N units of its last digit agrees with another of its kind by accident about once in N, so with n remembered events
 * {@code p = n / (N_x N_y N_z)}; the energy follows from the momentum and counts for nothing. Where there are no
 * momenta the energy is asked, or what takes its place: but a temperature stays for hours, so it is as rare as it is
 * seen to be at most, for each of the repeats that come one after the other.
 */
final class ExactRepeat implements Layer {

    static final String NAME = "exact_repeat";

    private static final Set<Role> MOMENTA = Set.of(Role.MOMENTUM_X, Role.MOMENTUM_Y, Role.MOMENTUM_Z);

    private static final double REMEMBERED = StrictMath.log10(LastRecords.REMEMBERED);

    private final PerName<LastRecords> records;
    private final boolean hasMomenta;

    private final Share repeated = new Share();

    ExactRepeat(NameTables names) {
        hasMomenta = hasMomenta(names.schema());
        records = new PerName<>(names.detectors(), detector -> new LastRecords());
    }

    static boolean hasMomenta(Schema schema) {
        return MOMENTA.stream().allMatch(schema::has);
    }

    /** The roles by which a measurement is known again. */
    static Set<Role> needs(Schema schema) {
        return hasMomenta(schema) ? MOMENTA : Set.of(Role.ENERGY);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void score(EventBatch batch, Evidence evidence) {
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            if (!isWhole(batch, row, hasMomenta)) {
                evidence.none(row);
                continue;
            }
            LastRecords last = records.get(batch.detector[row]);
            int repeats =
                    last.repeats(hasMomenta ? Fingerprint.ofMeasurement(batch, row) : Fingerprint.ofEnergy(batch, row));
            if (repeats == 0) {
                evidence.none(row);
            } else {
                double score = repeated.isUsual() ? 0 : rarity(batch, row, repeats);
                evidence.put(row, score, repeats, 0, repeats);
            }
            repeated.add(repeats > 0);
        }
    }

    /** Whether what a measurement is known again by is there. */
    static boolean isWhole(EventBatch batch, int row, boolean hasMomenta) {
        return !Double.isNaN(
                hasMomenta ? batch.momentumX[row] + batch.momentumY[row] + batch.momentumZ[row] : batch.energy[row]);
    }

    private double rarity(EventBatch batch, int row, int repeats) {
        if (hasMomenta) {
            return Math.max(0, PrintedUnits.digitsOfMomentum(batch, row) - REMEMBERED);
        }
        double accidental = PrintedUnits.digits(batch, row, batch.energy[row]) - REMEMBERED;
        double usual = -StrictMath.log10(repeated.share() + 1.0 / (repeated.seen() + 1));
        return repeats * Math.max(0, Math.min(accidental, usual));
    }

    @Override
    public boolean isOftenAsked() {
        return false;
    }

    @Override
    public LayerStatus status() {
        return repeated.status(NAME, "repeats another");
    }

    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        return new Features()
                .with(Role.ENERGY, batch, batch.energy[row])
                .with(Role.MOMENTUM_X, batch, batch.momentumX[row])
                .with(Role.MOMENTUM_Y, batch, batch.momentumY[row])
                .with(Role.MOMENTUM_Z, batch, batch.momentumZ[row])
                .values();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        repeated.save(out);
        records.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        repeated.load(in);
        records.load(in);
    }
}
