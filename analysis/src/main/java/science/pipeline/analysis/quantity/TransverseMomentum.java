package science.pipeline.analysis.quantity;

import science.pipeline.event.EventBatch;

/** {@code pt = √(px² + py²)}, GeV: the momentum across the beam. */
final class TransverseMomentum implements Formula {

    @Override
    public double[] column(EventBatch batch, Columns columns, double[] room) {
        double[] x = batch.momentumX;
        double[] y = batch.momentumY;
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            room[i] = Math.sqrt(x[i] * x[i] + y[i] * y[i]);
        }
        return room;
    }
}
