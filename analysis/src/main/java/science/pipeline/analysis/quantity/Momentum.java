package science.pipeline.analysis.quantity;

import science.pipeline.event.EventBatch;

/** {@code p = √(px² + py² + pz²)}, GeV. */
final class Momentum implements Formula {

    @Override
    public double[] column(EventBatch batch, Columns columns, double[] room) {
        double[] x = batch.momentumX;
        double[] y = batch.momentumY;
        double[] z = batch.momentumZ;
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            // Square roots are rounded correctly everywhere: Math equals StrictMath, and compiles to one instruction.
            room[i] = Math.sqrt(x[i] * x[i] + y[i] * y[i] + z[i] * z[i]);
        }
        return room;
    }
}
