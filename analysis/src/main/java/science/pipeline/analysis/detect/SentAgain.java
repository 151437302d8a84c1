package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.quantity.PrintedUnits;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * Has the partition had the very same measurement before, among the last {@value Remembered#FEWEST} records at least (a
 * buffer that is sent once more)? Energy and momentum in all their digits agree with one of n others by accident about
 * once in {@code N_E N_x N_y N_z / n}, as in {@link ExactRepeat}; the energy follows from the momentum and counts for
 * nothing. Where there are no momenta the event id must agree too, which few events share. Each further one in a row
 * from the same detector is as rare once more. What is part of a burst is not remembered: it may be the copy.
 */
final class SentAgain implements Layer {

    static final String NAME = "sent_again";

    /** More in a row make no event odder. */
    private static final int LONGEST_RUN = 8;

    /** The same of those that share its event id: particles of one collision. */
    private static final double OF_ONE_COLLISION = 1;

    /** From this score on an event is part of a burst: one in a thousand. */
    private static final double ODD = 3;

    private final boolean hasMomenta;
    private @Nullable Evidence burst;
    private final Remembered remembered = new Remembered();
    private final PerName<Run> runs;

    private final Share repeated = new Share();

    /** How many records of a detector in a row were known. */
    private static final class Run implements Learnt {
        private int length;

        @Override
        public void save(DataOutput out) throws IOException {
            out.writeByte(length);
        }

        @Override
        public void load(DataInput in) throws IOException {
            length = in.readByte();
        }
    }

    SentAgain(NameTables names) {
        hasMomenta = ExactRepeat.hasMomenta(names.schema());
        runs = new PerName<>(names.detectors(), detector -> new Run());
    }

    /** The roles by which a record is known again. */
    static Set<Role> needs(Schema schema) {
        Set<Role> needs = EnumSet.copyOf(ExactRepeat.needs(schema));
        if (!ExactRepeat.hasMomenta(schema)) {
            needs.add(Role.EVENT_ID);
        }
        return needs;
    }

    /** @param answers of {@link Burst}, which is asked before */
    void heed(Evidence answers) {
        burst = answers;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void score(EventBatch batch, Evidence evidence) {
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            evidence.none(row);
            if (!ExactRepeat.isWhole(batch, row, hasMomenta)) {
                continue;
            }
            long fingerprint = hasMomenta
                    ? Fingerprint.ofMeasurement(batch, row)
                    : Fingerprint.and(Fingerprint.ofEnergy(batch, row), batch.eventId[row]);
            boolean isOfABurst = burst != null && burst.score[row] >= ODD;
            boolean isKnown = isOfABurst ? remembered.knows(fingerprint) : remembered.add(fingerprint);
            Run run = runs.get(batch.detector[row]);
            run.length = isKnown ? Math.min(LONGEST_RUN, run.length + 1) : 0;
            if (isKnown && !repeated.isUsual()) {
                evidence.put(row, run.length * rarity(batch, row), run.length, 0, run.length);
            }
            repeated.add(isKnown);
        }
    }

    private double rarity(EventBatch batch, int row) {
        double accidental = hasMomenta
                ? PrintedUnits.digitsOfMomentum(batch, row) - StrictMath.log10(remembered.size())
                : PrintedUnits.digits(batch, row, batch.energy[row]) - OF_ONE_COLLISION;
        return Math.max(0, accidental);
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
                .with(Role.EVENT_ID, batch, batch.eventId[row])
                .values();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        repeated.save(out);
        remembered.save(out);
        runs.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        repeated.load(in);
        remembered.load(in);
        runs.load(in);
    }
}
