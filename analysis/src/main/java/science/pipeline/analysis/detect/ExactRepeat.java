package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;

/**
 * Has the detector sent the very same energy and momentum before, a few events ago (a stuck read-out)? Two independent
 * particles agree by accident in a number printed with d digits once in about 10^d times. Of the four numbers two are
 * taken as free, which leaves the others to whatever binds them: with n remembered events {@code p = n · 10^−2d}.
 */
final class ExactRepeat implements Layer {

    static final String NAME = "exact_repeat";

    /** Where more than one in sixteen events repeats, records repeat by nature. */
    private static final double USUAL = 1.0 / 16;

    private static final int FEWEST = 64;
    private static final double WEIGHT = 1.0 / 1024;
    private static final double[] SCORES = new double[Byte.MAX_VALUE + 1];

    static {
        double remembered = StrictMath.log10(LastRecords.REMEMBERED);
        for (int digits = 0; digits < SCORES.length; digits++) {
            SCORES[digits] = Math.max(0, 2 * digits - remembered);
        }
    }

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
                double score = isMuted() ? 0 : SCORES[Math.max(0, batch.significantDigits[row])];
                evidence.put(row, score, repeats, 0, repeats);
            }
            seen++;
            share += ((repeats > 0 ? 1 : 0) - share) * WEIGHT;
        }
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
