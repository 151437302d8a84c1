package science.pipeline.analysis.onnx;

import java.util.Arrays;

/** {@code LabelEncoder} from numbers to numbers: how scikit-learn's exporter keeps what it knows of each leaf. */
final class Labels {

    private Labels() {}

    static void assemble(Node node, Assembly to) {
        double[] keys = either(node, "keys_floats", "keys_int64s");
        double[] values = either(node, "values_floats", "values_int64s");
        if (keys.length == 0 || keys.length != values.length) {
            throw new ModelFault(
                    node.label() + " of " + keys.length + " numbers to " + values.length,
                    "numbers for as many numbers");
        }
        boolean whole = node.has("values_int64s");
        double absent = whole ? node.number("default_int64", -1) : node.number("default_float", 0);
        Value in = to.value(node, 0);
        Value out = to.define(
                node.outputs().get(0), in.width(), in.isFlat(), whole ? Kind.INTEGER : Kind.FLOAT, in.perEvent());
        double[] sorted = keys.clone();
        Arrays.sort(sorted);
        double[] sortedValues = new double[keys.length];
        Arrays.fill(sortedValues, Double.NaN);
        for (int i = 0; i < keys.length; i++) {
            int place = Arrays.binarySearch(sorted, keys[i]);
            if (!Double.isNaN(sortedValues[place])) {
                throw new ModelFault("the number " + keys[i] + " twice in " + node.label(), "each number once");
            }
            sortedValues[place] = values[i];
        }
        to.step(
                rows -> {
                    for (int column = 0; column < in.width(); column++) {
                        for (int row = 0; row < rows; row++) {
                            int place = Arrays.binarySearch(sorted, in.columns()[column][row]);
                            out.columns()[column][row] = place < 0 ? absent : sortedValues[place];
                        }
                    }
                },
                in.width());
    }

    private static double[] either(Node node, String floats, String integers) {
        return node.has(floats) ? node.numbers(floats) : node.numbers(integers);
    }
}
