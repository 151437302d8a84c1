package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Normal distributions that together describe where points lie: weights, means, and covariances Σ, each as the inverse
 * of its Cholesky factor L. Plain arithmetic in a fixed order and {@code StrictMath}: the same bits everywhere.
 */
final class Mixture {

    static final int COMPONENTS = 12;

    private final int dimensions;
    private final double[][] means;

    /** Rows of L⁻¹ one after the other, from the first up to the diagonal. */
    private final double[][] whiteners;

    /** {@code ln |Σ|/2 − ln w}: what a component costs at its mean. */
    private final double[] costs = new double[COMPONENTS];

    Mixture(int dimensions) {
        this.dimensions = dimensions;
        means = new double[COMPONENTS][dimensions];
        whiteners = new double[COMPONENTS][dimensions * (dimensions + 1) / 2];
    }

    /** The component that a point most likely belongs to. */
    int nearest(double[] point) {
        int nearest = 0;
        double least = Double.MAX_VALUE;
        for (int component = 0; component < COMPONENTS; component++) {
            double cost = cost(component, point, least);
            if (cost < least) {
                least = cost;
                nearest = component;
            }
        }
        return nearest;
    }

    /**
     * Minus the logarithm of a component's density at a point, but for a constant; anything larger once it is too much.
     */
    double cost(int component, double[] point, double tooMuch) {
        double[] mean = means[component];
        double[] whitener = whiteners[component];
        double cost = costs[component];
        int at = 0;
        for (int row = 0; row < dimensions && cost < tooMuch; row++) {
            double residual = 0;
            for (int column = 0; column <= row; column++) {
                residual += whitener[at++] * (point[column] - mean[column]);
            }
            cost += residual * residual / 2;
        }
        return cost;
    }

    /** How far a point lies from a component's mean in each direction, given those before, in standard deviations. */
    double[] residuals(int component, double[] point) {
        double[] residuals = new double[dimensions];
        int at = 0;
        for (int row = 0; row < dimensions; row++) {
            for (int column = 0; column <= row; column++) {
                residuals[row] += whiteners[component][at++] * (point[column] - means[component][column]);
            }
        }
        return residuals;
    }

    /**
     * Sets a component.
     *
     * @param covariance by row and column; positive definite
     */
    void set(int component, double weight, double[] mean, double[][] covariance) {
        System.arraycopy(mean, 0, means[component], 0, dimensions);
        double[][] factor = new double[dimensions][dimensions];
        double halfLogDeterminant = 0;
        for (int row = 0; row < dimensions; row++) {
            for (int column = 0; column <= row; column++) {
                double rest = covariance[row][column];
                for (int i = 0; i < column; i++) {
                    rest -= factor[row][i] * factor[column][i];
                }
                factor[row][column] = row == column ? Math.sqrt(Math.max(rest, 1e-12)) : rest / factor[column][column];
            }
            halfLogDeterminant += StrictMath.log(factor[row][row]);
        }
        invert(factor, whiteners[component]);
        costs[component] = halfLogDeterminant - StrictMath.log(Math.max(weight, 1e-12));
    }

    private void invert(double[][] factor, double[] inverse) {
        for (int column = 0; column < dimensions; column++) {
            for (int row = column; row < dimensions; row++) {
                double rest = row == column ? 1 : 0;
                for (int i = column; i < row; i++) {
                    rest -= factor[row][i] * inverse[i * (i + 1) / 2 + column];
                }
                inverse[row * (row + 1) / 2 + column] = rest / factor[row][row];
            }
        }
    }

    /** Becomes the same as another one. */
    void takeFrom(Mixture other) {
        System.arraycopy(other.costs, 0, costs, 0, COMPONENTS);
        for (int component = 0; component < COMPONENTS; component++) {
            System.arraycopy(other.means[component], 0, means[component], 0, dimensions);
            System.arraycopy(other.whiteners[component], 0, whiteners[component], 0, whiteners[component].length);
        }
    }

    void save(DataOutput out) throws IOException {
        Saved.write(out, costs);
        for (int component = 0; component < COMPONENTS; component++) {
            Saved.write(out, means[component]);
            Saved.write(out, whiteners[component]);
        }
    }

    void load(DataInput in) throws IOException {
        Saved.read(in, costs);
        for (int component = 0; component < COMPONENTS; component++) {
            Saved.read(in, means[component]);
            Saved.read(in, whiteners[component]);
        }
    }
}
