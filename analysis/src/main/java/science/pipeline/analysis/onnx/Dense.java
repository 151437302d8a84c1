package science.pipeline.analysis.onnx;

import java.util.Arrays;

/**
 * Weighted sums: {@code y = b + Σ w·x}, added from the bias on in the order of the inputs. The loop over events is the
 * inner one: each event's sum keeps its order whether the machine adds one event at a time or eight.
 */
final class Dense {

    private final Value in;
    private final Value out;

    /** By output, then input. */
    private final double[][] weights;

    private final double[] bias;

    private Dense(Value in, Value out, double[][] weights, double[] bias) {
        this.in = in;
        this.out = out;
        this.weights = weights;
        this.bias = bias;
    }

    static void gemm(Node node, Assembly to) {
        if (node.number("transA", 0) != 0) {
            throw new ModelFault(node.label() + " of a transposed first input", "events as rows");
        }
        double alpha = node.number("alpha", 1);
        double beta = node.number("beta", 1);
        double[][] weights = weights(node, to, node.number("transB", 0) != 0);
        for (double[] row : weights) {
            for (int i = 0; i < row.length; i++) {
                row[i] *= alpha;
            }
        }
        double[] bias = new double[weights.length];
        if (node.has(2)) {
            Tensor given = to.constant(node, 2);
            double[] values = given.values();
            boolean isRow = given.shape().length < 2 || given.shape()[0] == 1;
            if (!isRow || values.length != 1 && values.length != bias.length) {
                throw new ModelFault(
                        node.label() + " with a bias of " + Arrays.toString(given.shape()), bias.length + " numbers");
            }
            Arrays.setAll(bias, i -> beta * values[values.length == 1 ? 0 : i]);
        }
        assemble(node, to, weights, bias);
    }

    static void matMul(Node node, Assembly to) {
        double[][] weights = weights(node, to, false);
        assemble(node, to, weights, new double[weights.length]);
    }

    private static double[][] weights(Node node, Assembly to, boolean transposed) {
        Tensor given = to.constant(node, 1);
        if (given.shape().length != 2) {
            throw new ModelFault(node.label() + " with weights of " + Arrays.toString(given.shape()), "two dimensions");
        }
        int inputs = given.shape()[transposed ? 1 : 0];
        int outputs = given.shape()[transposed ? 0 : 1];
        if (inputs != to.value(node, 0).width() || to.value(node, 0).isFlat()) {
            throw new ModelFault(
                    node.label() + " with weights for " + inputs + " numbers",
                    to.value(node, 0).width() + ", as many as an event has there");
        }
        double[][] weights = new double[outputs][inputs];
        for (int output = 0; output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                weights[output][input] =
                        given.values()[transposed ? output * inputs + input : input * outputs + output];
            }
        }
        return weights;
    }

    private static void assemble(Node node, Assembly to, double[][] weights, double[] bias) {
        Value in = to.value(node, 0);
        Value out = to.define(node.outputs().get(0), weights.length, false, in.kind(), in.perEvent());
        to.step(new Dense(in, out, weights, bias)::run, (long) in.width() * out.width());
    }

    private void run(int rows) {
        for (int output = 0; output < weights.length; output++) {
            sum(weights[output], bias[output], in.columns(), out.columns()[output], rows);
        }
    }

    /** Four inputs at a time, which saves three of four ways to memory. */
    private static void sum(double[] weights, double bias, double[][] x, double[] sum, int rows) {
        Arrays.fill(sum, 0, rows, bias);
        int input = 0;
        for (; input + 4 <= weights.length; input += 4) {
            double w0 = weights[input];
            double w1 = weights[input + 1];
            double w2 = weights[input + 2];
            double w3 = weights[input + 3];
            double[] x0 = x[input];
            double[] x1 = x[input + 1];
            double[] x2 = x[input + 2];
            double[] x3 = x[input + 3];
            for (int row = 0; row < rows; row++) {
                sum[row] = sum[row] + w0 * x0[row] + w1 * x1[row] + w2 * x2[row] + w3 * x3[row];
            }
        }
        for (; input < weights.length; input++) {
            double w = weights[input];
            double[] of = x[input];
            for (int row = 0; row < rows; row++) {
                sum[row] += w * of[row];
            }
        }
    }

    /** {@code (x − offset) · scale}, each number by its own. */
    static void scaler(Node node, Assembly to) {
        Value in = to.value(node, 0);
        double[] offset = perColumn(node, "offset", in.width());
        double[] scale = perColumn(node, "scale", in.width());
        Value out = to.define(node.outputs().get(0), in.width(), in.isFlat(), Kind.FLOAT, in.perEvent());
        to.step(
                rows -> {
                    for (int column = 0; column < scale.length; column++) {
                        double off = offset[column];
                        double by = scale[column];
                        double[] from = in.columns()[column];
                        double[] into = out.columns()[column];
                        for (int row = 0; row < rows; row++) {
                            into[row] = (from[row] - off) * by;
                        }
                    }
                },
                in.width());
    }

    private static double[] perColumn(Node node, String attribute, int width) {
        double[] numbers = node.numbers(attribute);
        if (numbers.length != 1 && numbers.length != width) {
            throw new ModelFault(numbers.length + " numbers as " + attribute + " of " + node.label(), "1 or " + width);
        }
        double[] each = new double[width];
        Arrays.setAll(each, i -> numbers[numbers.length == 1 ? 0 : i]);
        return each;
    }
}
