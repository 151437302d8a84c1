package science.pipeline.analysis.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Operators that compute nothing: which columns stand where. */
final class Arrangements {

    private Arrangements() {}

    static void addTo(Map<String, Operators.Maker> known) {
        known.put("Identity", Arrangements::same);
        known.put("Dropout", Arrangements::same);
        known.put("ZipMap", Arrangements::same);
        known.put("Constant", Arrangements::constant);
        known.put("Gather", Arrangements::gather);
        known.put("ArrayFeatureExtractor", Arrangements::features);
        known.put("Concat", Arrangements::concat);
        known.put("Reshape", Arrangements::reshape);
        known.put("Flatten", Arrangements::flatten);
        known.put("Squeeze", Arrangements::squeeze);
        known.put("Unsqueeze", Arrangements::unsqueeze);
    }

    private static void same(Node node, Assembly to) {
        if (to.isConstant(node, 0)) {
            to.define(to.constant(node, 0), node.outputs().get(0));
        } else {
            Value in = to.value(node, 0);
            arrange(node, to, in, in.columns(), in.isFlat());
        }
    }

    private static void arrange(Node node, Assembly to, Value in, double[][] columns, boolean isFlat) {
        to.define(new Value(node.outputs().get(0), columns, isFlat, in.kind(), in.perEvent()));
    }

    private static void constant(Node node, Assembly to) {
        String name = node.outputs().get(0);
        Node.Attribute value = node.attributes().get("value");
        if (value != null && value.tensor() != null) {
            Tensor tensor = value.tensor();
            to.define(new Tensor(name, tensor.kind(), tensor.shape(), tensor.values()), name);
            return;
        }
        for (String attribute : List.of("value_float", "value_floats", "value_int", "value_ints")) {
            if (node.has(attribute)) {
                double[] numbers = node.numbers(attribute);
                Kind kind = attribute.startsWith("value_f") ? Kind.FLOAT : Kind.INTEGER;
                int[] shape = attribute.endsWith("s") ? new int[] {numbers.length} : new int[0];
                if (shape.length == 0 && numbers.length != 1) {
                    throw new ModelFault(numbers.length + " numbers in " + node.label(), "one number");
                }
                to.define(new Tensor(name, kind, shape, numbers), name);
                return;
            }
        }
        throw new ModelFault(node.label() + " of texts, or of nothing", "a constant of numbers");
    }

    private static void gather(Node node, Assembly to) {
        int axis = (int) node.number("axis", 0);
        Value in = to.value(node, 0);
        if (in.isFlat() || axis != 1 && axis != -1) {
            throw new ModelFault(node.label() + " along axis " + axis, "axis 1, the numbers of an event");
        }
        choose(node, to, in, to.constant(node, 1));
    }

    private static void features(Node node, Assembly to) {
        Value in = to.value(node, 0);
        Tensor chosen = to.constant(node, 1);
        choose(
                node,
                to,
                in,
                new Tensor(chosen.name(), chosen.kind(), new int[] {chosen.values().length}, chosen.values()));
    }

    private static void choose(Node node, Assembly to, Value in, Tensor chosen) {
        if (chosen.shape().length > 1) {
            throw new ModelFault(
                    node.label() + " with indices " + Arrays.toString(chosen.shape()), "a list of indices");
        }
        takeColumns(chosen.values().length);
        double[][] columns = new double[chosen.values().length][];
        for (int i = 0; i < columns.length; i++) {
            double index = chosen.values()[i] + (chosen.values()[i] < 0 ? in.width() : 0);
            if (!(index >= 0 && index < in.width())) {
                throw new ModelFault(
                        node.label() + " of number " + index, "one of the " + in.width() + " of " + in.name());
            }
            columns[i] = in.columns()[(int) index];
        }
        if (columns.length == 0) {
            throw new ModelFault(node.label() + " of nothing", "one number or more");
        }
        arrange(node, to, in, columns, chosen.shape().length == 0);
    }

    private static void takeColumns(int count) {
        if (count > Limits.COLUMNS) {
            throw new ModelFault("more than " + Limits.COLUMNS + " numbers to compute for an event", "a smaller model");
        }
    }

    private static void concat(Node node, Assembly to) {
        int axis = (int) node.number("axis", 1);
        List<double[]> columns = new ArrayList<>();
        boolean perEvent = false;
        for (int input = 0; input < node.inputs().size(); input++) {
            Value in = to.value(node, input);
            if (in.isFlat() && in.perEvent() || axis != 1 && axis != -1) {
                throw new ModelFault(node.label() + " along axis " + axis, "values of columns along axis 1");
            }
            columns.addAll(Arrays.asList(in.columns()));
            takeColumns(columns.size());
            perEvent |= in.perEvent();
        }
        Value first = to.value(node, 0);
        to.define(new Value(node.outputs().get(0), columns.toArray(double[][]::new), false, first.kind(), perEvent));
    }

    /** To a shape whose first dimension is that of the events. */
    private static void reshape(Node node, Assembly to) {
        Value in = to.value(node, 0);
        double[] shape = to.constant(node, 1).values();
        boolean isFlat = shape.length == 1;
        boolean fits = shape.length == 2
                && (shape[0] == -1 || shape[0] == 0 || shape[0] == 1)
                && (shape[1] == in.width() || shape[1] == -1 && shape[0] != -1 || shape[1] == 0 && !in.isFlat());
        if (!fits && !(isFlat && shape[0] == -1 && in.width() == 1)) {
            throw new ModelFault(
                    node.label() + " of " + in.width() + " numbers an event to " + Arrays.toString(shape),
                    "[-1, " + in.width() + "]");
        }
        arrange(node, to, in, in.columns(), isFlat);
    }

    private static void flatten(Node node, Assembly to) {
        if (node.number("axis", 1) != 1) {
            throw new ModelFault(node.label() + " along axis " + node.number("axis", 1), "axis 1");
        }
        Value in = to.value(node, 0);
        arrange(node, to, in, in.columns(), false);
    }

    private static double[] axes(Node node, Assembly to) {
        return node.has(1) ? to.constant(node, 1).values() : node.numbers("axes");
    }

    private static void squeeze(Node node, Assembly to) {
        Value in = to.value(node, 0);
        double[] axes = axes(node, to);
        if (in.isFlat() || in.width() != 1 || axes.length != 1 || axes[0] != 1 && axes[0] != -1) {
            throw new ModelFault(
                    node.label() + " of " + in.width() + " numbers along " + Arrays.toString(axes),
                    "axis 1 of one number");
        }
        arrange(node, to, in, in.columns(), true);
    }

    private static void unsqueeze(Node node, Assembly to) {
        Value in = to.value(node, 0);
        double[] axes = axes(node, to);
        if (!in.isFlat() || axes.length != 1 || axes[0] != 1 && axes[0] != -1) {
            throw new ModelFault(node.label() + " along " + Arrays.toString(axes), "axis 1 of one number an event");
        }
        arrange(node, to, in, in.columns(), false);
    }
}
