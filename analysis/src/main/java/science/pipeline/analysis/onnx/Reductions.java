package science.pipeline.analysis.onnx;

import java.util.Map;

/** Operators that make one number of all numbers of an event, and Softmax, which needs their sum. */
final class Reductions {

    private Reductions() {}

    static void addTo(Map<String, Operators.Maker> known) {
        known.put("ReduceSum", (node, to) -> reduce(node, to, Elementwise::add, false));
        known.put("ReduceMean", (node, to) -> reduce(node, to, Elementwise::add, true));
        known.put("ReduceMax", (node, to) -> reduce(node, to, Elementwise.each(Math::max), false));
        known.put("ReduceMin", (node, to) -> reduce(node, to, Elementwise.each(Math::min), false));
        known.put("Softmax", Reductions::softmax);
    }

    /** From the first column to the last. */
    private static void reduce(Node node, Assembly to, Elementwise.Pairwise with, boolean isMean) {
        Value in = to.value(node, 0);
        double[] axes = node.has(1) ? to.constant(node, 1).values() : node.numbers("axes");
        if (in.isFlat() || axes.length != 1 || axes[0] != 1 && axes[0] != -1) {
            throw new ModelFault(node.label() + " along other axes", "axis 1, the numbers of an event");
        }
        Value out = to.define(node.outputs().get(0), 1, node.number("keepdims", 1) == 0, in.kind(), in.perEvent());
        double[] into = out.columns()[0];
        int width = in.width();
        to.step(
                rows -> {
                    System.arraycopy(in.columns()[0], 0, into, 0, rows);
                    for (int column = 1; column < width; column++) {
                        with.apply(into, in.columns()[column], into, rows);
                    }
                    if (isMean) {
                        for (int row = 0; row < rows; row++) {
                            into[row] /= width;
                        }
                    }
                },
                width);
    }

    private static void softmax(Node node, Assembly to) {
        Value in = to.value(node, 0);
        double axis = node.number("axis", -1);
        if (in.isFlat() || axis != 1 && axis != -1) {
            throw new ModelFault(node.label() + " along axis " + axis, "axis 1, the numbers of an event");
        }
        Value out = to.define(node.outputs().get(0), in.width(), false, in.kind(), in.perEvent());
        double[] scores = new double[in.width()];
        to.step(
                rows -> {
                    for (int row = 0; row < rows; row++) {
                        for (int column = 0; column < scores.length; column++) {
                            scores[column] = in.columns()[column][row];
                        }
                        softmax(scores);
                        for (int column = 0; column < scores.length; column++) {
                            out.columns()[column][row] = scores[column];
                        }
                    }
                },
                3L * in.width());
    }

    /** In place; the largest is taken off first, so that none overflows. */
    static void softmax(double[] scores) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            largest = Math.max(largest, score);
        }
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = StrictMath.exp(scores[i] - largest);
            sum += scores[i];
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= sum;
        }
    }
}
