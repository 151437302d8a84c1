package science.pipeline.analysis.quantity;

import science.pipeline.event.EventBatch;

/**
 * {@code m = √(E² − p²)}, GeV, with the sign of {@code E² − p²}: negative where the momentum exceeds the energy, which
 * finite resolution and printed precision bring about for light particles. Computed as {@code (E − p)(E + p)}, which
 * keeps the digits that the difference of the squares would cancel.
 */
final class Mass implements Formula {

    @Override
    public double[] column(EventBatch batch, Columns columns, double[] room) {
        double[] energy = batch.energy;
        double[] x = batch.momentumX;
        double[] y = batch.momentumY;
        double[] z = batch.momentumZ;
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            double momentum = Math.sqrt(x[i] * x[i] + y[i] * y[i] + z[i] * z[i]);
            double squared = (energy[i] - momentum) * (energy[i] + momentum);
            room[i] = Math.copySign(Math.sqrt(Math.abs(squared)), squared);
        }
        return room;
    }
}
