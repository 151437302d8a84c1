package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;

/**
 * Has the detector sent the very same energy and momentum before, a few events ago (a stuck read-out)? A number printed
 * in N units of its last digit agrees with another of its kind by accident about once in N, so with n remembered events
 * {@code p = n / (N_x N_y N_z)}; the energy follows from the momentum and counts for nothing.
 */
final class ExactRepeat implements Layer {

    static final String NAME = "exact_repeat";

    /** Where more than one in sixteen events repeats, records repeat by nature. */
    private static final double USUAL = 1.0 / 16;

    private static final int FEWEST = 64;
    private static final double WEIGHT = 1.0 / 1024;
    private static final double REMEMBERED = StrictMath.log10(LastRecords.REMEMBERED);

    private final PerName<LastRecords> records;

    /** Share of events that repeat, over about a thousand events. */
    private double share;

    private long seen;

    ExactRepeat(NameTable detectors) {
        records = new PerName<>(detectors, detector -> new LastRecords());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void score(EventBatch batch, Evidence evidence) {
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            LastRecords last = records.get(batch.detector[row]);
            int repeats = last.repeats(fingerprint(batch, row));
            if (repeats == 0) {
                evidence.none(row);
            } else {
                double score = isMuted() ? 0 : rarity(batch, row);
                evidence.put(row, score, repeats, 0, repeats);
            }
            seen++;
            share += ((repeats > 0 ? 1 : 0) - share) * WEIGHT;
        }
    }

    private static double rarity(EventBatch batch, int row) {
        double digits = digits(batch, row, batch.momentumX[row])
                + digits(batch, row, batch.momentumY[row])
                + digits(batch, row, batch.momentumZ[row]);
        return Math.max(0, digits - REMEMBERED);
    }

    private static double digits(EventBatch batch, int row, double value) {
        double unit = PrintedUnits.unit(value, batch.fractionDigits[row], batch.significantDigits[row]);
        return StrictMath.log10(Math.max(1, Math.abs(value) / unit));
    }

    /** Of energy and momentum, all bits (W. Wang, the multiply-and-shift mixing of wyhash). */
    private static long fingerprint(EventBatch batch, int row) {
        long mixed = Double.doubleToRawLongBits(batch.energy[row]);
        mixed = mix(mixed + Double.doubleToRawLongBits(batch.momentumX[row]));
        mixed = mix(mixed + Double.doubleToRawLongBits(batch.momentumY[row]));
        mixed = mix(mixed + Double.doubleToRawLongBits(batch.momentumZ[row]));
        return mixed;
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 32) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 29;
    }

    private boolean isMuted() {
        return seen >= FEWEST && share > USUAL;
    }

    @Override
    public LayerStatus status() {
        return isMuted()
                ? new LayerStatus(NAME, LayerStatus.State.MUTED, "more than one in 16 events repeats another", seen)
                : new LayerStatus(NAME, LayerStatus.State.ACTIVE, "", seen);
    }

    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        return new Features()
                .with("energy_gev", batch.energy[row])
                .with("momentum_x", batch.momentumX[row])
                .with("momentum_y", batch.momentumY[row])
                .with("momentum_z", batch.momentumZ[row])
                .values();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(seen);
        out.writeDouble(share);
        records.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        seen = in.readLong();
        share = in.readDouble();
        records.load(in);
    }
}
