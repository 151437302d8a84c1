package science.pipeline.analysis.detect;

import science.pipeline.event.EventBatch;

/** Numbers of a row as one, from all their bits (W. Wang, the multiply-and-shift mixing of wyhash). */
final class Fingerprint {

    private Fingerprint() {}

    /** Of energy and momentum. */
    static long ofMeasurement(EventBatch batch, int row) {
        long mixed = Double.doubleToRawLongBits(batch.energy[row]);
        mixed = and(mixed, Double.doubleToRawLongBits(batch.momentumX[row]));
        mixed = and(mixed, Double.doubleToRawLongBits(batch.momentumY[row]));
        return and(mixed, Double.doubleToRawLongBits(batch.momentumZ[row]));
    }

    static long ofEnergy(EventBatch batch, int row) {
        return Double.doubleToRawLongBits(batch.energy[row]);
    }

    /** With one more number. */
    static long and(long mixed, long number) {
        return mix(mixed + number);
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 32) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 29;
    }
}
