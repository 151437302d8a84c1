package science.pipeline.analysis.onnx;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Operators that compute each number by itself, or with the one at the same place of other values. */
final class Elementwise {

    /** Columns in, column out. */
    @FunctionalInterface
    interface Pairwise {
        void apply(double[] a, double[] b, double[] out, int rows);
    }

    private Elementwise() {}

    static void addTo(Map<String, Operators.Maker> known) {
        known.put("Relu", Elementwise::relu);
        known.put("Sigmoid", (node, to) -> unary(node, to, Elementwise::sigmoid));
        known.put("Tanh", (node, to) -> unary(node, to, StrictMath::tanh));
        known.put("Exp", (node, to) -> unary(node, to, StrictMath::exp));
        known.put("Log", (node, to) -> unary(node, to, StrictMath::log));
        known.put("Sqrt", (node, to) -> unary(node, to, Math::sqrt));
        known.put("Abs", (node, to) -> unary(node, to, Math::abs));
        known.put("Neg", (node, to) -> unary(node, to, x -> -x));
        known.put("LeakyRelu", Elementwise::leakyRelu);
        known.put("Clip", Elementwise::clip);
        known.put("Cast", Elementwise::cast);
        known.put("Not", (node, to) -> truth(node, to, (a, b) -> a == 0, 1));
        known.put("Add", (node, to) -> pairwise(node, to, Elementwise::add));
        known.put("Sum", (node, to) -> pairwise(node, to, Elementwise::add));
        known.put("Sub", (node, to) -> pairwise(node, to, Elementwise::subtract));
        known.put("Mul", (node, to) -> pairwise(node, to, Elementwise::multiply));
        known.put("Div", Elementwise::divide);
        known.put("Pow", Elementwise::power);
        known.put("Max", (node, to) -> binary(node, to, Math::max));
        known.put("Min", (node, to) -> binary(node, to, Math::min));
        known.put("Less", (node, to) -> truth(node, to, (a, b) -> a < b, 2));
        known.put("LessOrEqual", (node, to) -> truth(node, to, (a, b) -> a <= b, 2));
        known.put("Greater", (node, to) -> truth(node, to, (a, b) -> a > b, 2));
        known.put("GreaterOrEqual", (node, to) -> truth(node, to, (a, b) -> a >= b, 2));
        known.put("Equal", (node, to) -> truth(node, to, (a, b) -> a == b, 2));
        known.put("And", (node, to) -> truth(node, to, (a, b) -> a != 0 & b != 0, 2));
        known.put("Or", (node, to) -> truth(node, to, (a, b) -> a != 0 | b != 0, 2));
        known.put("Where", Elementwise::where);
    }

    static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    /** Squares, which all models that sum up errors hold, are products. */
    private static void power(Node node, Assembly to) {
        boolean isSquare = to.isConstant(node, 1)
                && Arrays.stream(to.constant(node, 1).values()).allMatch(exponent -> exponent == 2);
        if (isSquare) {
            pairwise(node, to, (base, exponent, out, rows) -> multiply(base, base, out, rows));
        } else {
            binary(node, to, StrictMath::pow);
        }
    }

    private static void unary(Node node, Assembly to, DoubleUnaryOperator of) {
        Value in = to.value(node, 0);
        unary(node, to, in, in.kind(), of);
    }

    private static void unary(Node node, Assembly to, Value in, Kind kind, DoubleUnaryOperator of) {
        Value out = to.define(node.outputs().get(0), in.width(), in.isFlat(), kind, in.perEvent());
        to.step(
                rows -> {
                    for (int column = 0; column < in.width(); column++) {
                        double[] from = in.columns()[column];
                        double[] into = out.columns()[column];
                        for (int row = 0; row < rows; row++) {
                            into[row] = of.applyAsDouble(from[row]);
                        }
                    }
                },
                in.width());
    }

    /** In a loop of its own, which the machine runs over several events at once. */
    private static void relu(Node node, Assembly to) {
        Value in = to.value(node, 0);
        Value out = to.define(node.outputs().get(0), in.width(), in.isFlat(), in.kind(), in.perEvent());
        to.step(
                rows -> {
                    for (int column = 0; column < in.width(); column++) {
                        double[] from = in.columns()[column];
                        double[] into = out.columns()[column];
                        for (int row = 0; row < rows; row++) {
                            into[row] = Math.max(from[row], 0);
                        }
                    }
                },
                in.width());
    }

    private static void leakyRelu(Node node, Assembly to) {
        double slope = node.number("alpha", 0.01f);
        unary(node, to, x -> x < 0 ? slope * x : x);
    }

    private static void clip(Node node, Assembly to) {
        double least = node.has(1) ? to.constant(node, 1).scalar() : node.number("min", Double.NEGATIVE_INFINITY);
        double most = node.has(2) ? to.constant(node, 2).scalar() : node.number("max", Double.POSITIVE_INFINITY);
        unary(node, to, x -> Math.min(Math.max(x, least), most));
    }

    private static void cast(Node node, Assembly to) {
        Kind kind = Kind.of((long) node.number("to", 0));
        unary(node, to, to.value(node, 0), kind, kind::cast);
    }

    private static void divide(Node node, Assembly to) {
        boolean whole = to.value(node, 0).kind() == Kind.INTEGER;
        pairwise(
                node,
                to,
                whole
                        ? (a, b, out, rows) -> {
                            for (int row = 0; row < rows; row++) {
                                out[row] = (long) (a[row] / b[row]);
                            }
                        }
                        : Elementwise::divide);
    }

    static void add(double[] a, double[] b, double[] out, int rows) {
        for (int row = 0; row < rows; row++) {
            out[row] = a[row] + b[row];
        }
    }

    private static void subtract(double[] a, double[] b, double[] out, int rows) {
        for (int row = 0; row < rows; row++) {
            out[row] = a[row] - b[row];
        }
    }

    private static void multiply(double[] a, double[] b, double[] out, int rows) {
        for (int row = 0; row < rows; row++) {
            out[row] = a[row] * b[row];
        }
    }

    private static void divide(double[] a, double[] b, double[] out, int rows) {
        for (int row = 0; row < rows; row++) {
            out[row] = a[row] / b[row];
        }
    }

    private static void binary(Node node, Assembly to, DoubleBinaryOperator of) {
        pairwise(node, to, each(of));
    }

    static Pairwise each(DoubleBinaryOperator of) {
        return (a, b, out, rows) -> {
            for (int row = 0; row < rows; row++) {
                out[row] = of.applyAsDouble(a[row], b[row]);
            }
        };
    }

    /** Of all inputs, from the first one on; one alone is itself. */
    private static void pairwise(Node node, Assembly to, Pairwise of) {
        Value first = to.value(node, 0);
        Value out = Broadcast.define(node, to, first.kind());
        if (node.inputs().size() == 1) {
            to.define(new Value(out.name(), first.columns(), first.isFlat(), first.kind(), first.perEvent()));
            return;
        }
        for (int input = 1; input < node.inputs().size(); input++) {
            Value a = input == 1 ? first : out;
            Value b = to.value(node, input);
            to.step(
                    rows -> {
                        for (int column = 0; column < out.width(); column++) {
                            of.apply(a.at(column), b.at(column), out.columns()[column], rows);
                        }
                    },
                    out.width());
        }
    }

    /** What holds or does not. */
    @FunctionalInterface
    private interface Truth {
        boolean holds(double a, double b);
    }

    /** Of one input, or of two; where there is one it is given twice. */
    private static void truth(Node node, Assembly to, Truth of, int inputs) {
        Value a = to.value(node, 0);
        Value b = to.value(node, inputs - 1);
        Value out = Broadcast.define(node, to, Kind.TRUTH);
        to.step(
                rows -> {
                    for (int column = 0; column < out.width(); column++) {
                        double[] left = a.at(column);
                        double[] right = b.at(column);
                        double[] into = out.columns()[column];
                        for (int row = 0; row < rows; row++) {
                            into[row] = of.holds(left[row], right[row]) ? 1 : 0;
                        }
                    }
                },
                out.width());
    }

    private static void where(Node node, Assembly to) {
        Value condition = to.value(node, 0);
        Value a = to.value(node, 1);
        Value b = to.value(node, 2);
        Value out = Broadcast.define(node, to, a.kind());
        to.step(
                rows -> {
                    for (int column = 0; column < out.width(); column++) {
                        double[] holds = condition.at(column);
                        double[] then = a.at(column);
                        double[] otherwise = b.at(column);
                        double[] into = out.columns()[column];
                        for (int row = 0; row < rows; row++) {
                            into[row] = holds[row] != 0 ? then[row] : otherwise[row];
                        }
                    }
                },
                out.width());
    }
}
