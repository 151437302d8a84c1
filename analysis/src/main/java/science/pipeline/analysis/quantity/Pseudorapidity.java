package science.pipeline.analysis.quantity;

import science.pipeline.event.EventBatch;

/**
 * {@code η = asinh(pz / pt) = sign(pz) · ln((p + |pz|) / pt)}: the direction against the beam, 0 across it (Particle
 * Data Group, Kinematics). This form loses no digits near the beam, where {@code p − |pz|} would. Infinite along the
 * beam; NaN, which no range accepts, without momentum.
 */
final class Pseudorapidity implements Formula {

    @Override
    public double[] column(EventBatch batch, Columns columns, double[] room) {
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            room[i] = eta(batch.momentumX[i], batch.momentumY[i], batch.momentumZ[i]);
        }
        return room;
    }

    private static double eta(double x, double y, double z) {
        double transverseSquared = x * x + y * y;
        double total = Math.sqrt(transverseSquared + z * z);
        double magnitude = StrictMath.log((total + Math.abs(z)) / Math.sqrt(transverseSquared));
        return Math.copySign(magnitude, z);
    }
}
