package science.pipeline.analysis.quantity;

import science.pipeline.event.EventBatch;

/** {@code φ = atan2(py, px)}: the direction around the beam, radians from −π to π. */
final class Azimuth implements Formula {

    @Override
    public double[] column(EventBatch batch, Columns columns, double[] room) {
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            room[i] = StrictMath.atan2(batch.momentumY[i], batch.momentumX[i]);
        }
        return room;
    }
}
