package science.pipeline.analysis.detect;

import java.util.Arrays;

/**
 * Fits a mixture to a sample by expectation and maximisation (A. P. Dempster et al., J. Royal Stat. Soc. B 39 (1977)
 * 1), one step at a time.
 */
final class MixtureTraining {

    /** Variance that each direction has at least: answers are told apart no finer. */
    private static final double LEAST_VARIANCE = 1e-3;

    private final Reservoir sample;
    private final int dimensions;
    private final double[] point;
    private final double[] shares = new double[Mixture.COMPONENTS];
    private final double[] weights = new double[Mixture.COMPONENTS];
    private final double[][] sums;
    private final double[][][] squares;

    MixtureTraining(Reservoir sample, int dimensions) {
        this.sample = sample;
        this.dimensions = dimensions;
        point = new double[dimensions];
        sums = new double[Mixture.COMPONENTS][dimensions];
        squares = new double[Mixture.COMPONENTS][dimensions][dimensions];
    }

    /** Components as wide as half of the sample, around points of it. */
    void begin(Mixture mixture) {
        double[] mean = new double[dimensions];
        double[][] covariance = new double[dimensions][dimensions];
        int size = sample.size();
        for (int i = 0; i < dimensions; i++) {
            double sum = 0;
            double square = 0;
            for (int one = 0; one < size; one++) {
                sum += sample.value(one, i);
                square += sample.value(one, i) * sample.value(one, i);
            }
            covariance[i][i] = (square - sum * sum / size) / size / 4 + LEAST_VARIANCE;
        }
        for (int component = 0; component < Mixture.COMPONENTS; component++) {
            int chosen = (int) Long.remainderUnsigned(Drawn.number(component), size);
            for (int i = 0; i < dimensions; i++) {
                mean[i] = sample.value(chosen, i);
            }
            mixture.set(component, 1.0 / Mixture.COMPONENTS, mean, covariance);
        }
    }

    /** One step. */
    void step(Mixture mixture) {
        clear();
        for (int one = 0; one < sample.size(); one++) {
            for (int i = 0; i < dimensions; i++) {
                point[i] = sample.value(one, i);
            }
            share(mixture);
            for (int component = 0; component < Mixture.COMPONENTS; component++) {
                if (shares[component] > 0) {
                    add(component, shares[component]);
                }
            }
        }
        for (int component = 0; component < Mixture.COMPONENTS; component++) {
            // One that hardly any point belongs to stays where it is.
            if (weights[component] > dimensions) {
                maximise(mixture, component);
            }
        }
    }

    private void clear() {
        for (int component = 0; component < Mixture.COMPONENTS; component++) {
            weights[component] = 0;
            Arrays.fill(sums[component], 0);
            for (double[] row : squares[component]) {
                Arrays.fill(row, 0);
            }
        }
    }

    /** How much of the point belongs to each component. */
    private void share(Mixture mixture) {
        double least = Double.MAX_VALUE;
        for (int component = 0; component < Mixture.COMPONENTS; component++) {
            shares[component] = mixture.cost(component, point, Double.MAX_VALUE);
            least = Math.min(least, shares[component]);
        }
        double all = 0;
        for (int component = 0; component < Mixture.COMPONENTS; component++) {
            double off = shares[component] - least;
            shares[component] = off < 30 ? StrictMath.exp(-off) : 0;
            all += shares[component];
        }
        for (int component = 0; component < Mixture.COMPONENTS; component++) {
            shares[component] /= all;
        }
    }

    private void add(int component, double share) {
        weights[component] += share;
        for (int row = 0; row < dimensions; row++) {
            sums[component][row] += share * point[row];
            for (int column = 0; column <= row; column++) {
                squares[component][row][column] += share * point[row] * point[column];
            }
        }
    }

    private void maximise(Mixture mixture, int component) {
        double weight = weights[component];
        double[] mean = sums[component];
        double[][] covariance = squares[component];
        for (int i = 0; i < dimensions; i++) {
            mean[i] /= weight;
        }
        for (int row = 0; row < dimensions; row++) {
            for (int column = 0; column <= row; column++) {
                covariance[row][column] = covariance[row][column] / weight - mean[row] * mean[column];
            }
            covariance[row][row] = Math.max(0, covariance[row][row]) + LEAST_VARIANCE;
        }
        mixture.set(component, weight / sample.size(), mean, covariance);
    }
}
