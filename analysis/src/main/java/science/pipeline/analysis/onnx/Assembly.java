package science.pipeline.analysis.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a graph together: what each name stands for, and the steps in their order. Shapes are those of one event, so
 * that all room is known, and bounded, before the first one comes.
 */
final class Assembly {

    private final Map<String, Tensor> constants;
    private final Map<String, Value> values = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private long columns;
    private long operations;

    Assembly(Map<String, Tensor> constants) {
        this.constants = new HashMap<>(constants);
    }

    List<Step> steps() {
        return steps;
    }

    long operations() {
        return operations;
    }

    void define(Tensor constant, String name) {
        constants.put(name, constant);
    }

    /** A new value of the graph. */
    Value define(String name, int width, boolean isFlat, Kind kind, boolean perEvent) {
        if (width < 1) {
            throw new ModelFault("no number an event in '" + name + "'", "one or more");
        }
        columns += width;
        if (columns > Limits.COLUMNS) {
            throw new ModelFault("more than " + Limits.COLUMNS + " numbers to compute for an event", "a smaller model");
        }
        return define(new Value(name, new double[width][Step.ROWS], isFlat, kind, perEvent));
    }

    /** A value that has the columns of others. */
    Value define(Value value) {
        values.put(value.name(), value);
        return value;
    }

    /** Appends a step. */
    void step(Step step, long operationsAnEvent) {
        steps.add(step);
        operations += operationsAnEvent;
        if (operations > Limits.OPERATIONS) {
            throw new ModelFault("more than " + Limits.OPERATIONS + " operations an event", "a smaller model");
        }
    }

    /** What an input of a node stands for. */
    Value value(Node node, int input) {
        String name = name(node, input);
        Value known = values.get(name);
        return known == null ? spread(node, constant(node, input)) : known;
    }

    /** Whether an input is a constant of the file. */
    boolean isConstant(Node node, int input) {
        return constants.containsKey(name(node, input));
    }

    /** The numbers of an input that must be constant. */
    Tensor constant(Node node, int input) {
        Tensor constant = constants.get(name(node, input));
        if (constant == null) {
            throw new ModelFault(
                    node.label() + " with the computed input '" + name(node, input) + "'", "constant numbers there");
        }
        return constant;
    }

    private static String name(Node node, int input) {
        if (!node.has(input)) {
            throw new ModelFault(node.label() + " without its input " + (input + 1), "all inputs of the operator");
        }
        return node.inputs().get(input);
    }

    /** A constant as columns that are the same for all events. */
    private Value spread(Node node, Tensor constant) {
        int[] shape = constant.shape();
        int rank = shape.length;
        if (rank > 2 || rank == 2 && shape[0] != 1) {
            throw new ModelFault(
                    node.label() + " with constants of the shape " + Arrays.toString(shape),
                    "one row of constants for all events");
        }
        int width = rank == 0 ? 1 : shape[rank - 1];
        // Without columns of its own a constant stands beside values with and without them alike.
        Value value = define(
                constant.name().isEmpty() ? node.label() : constant.name(),
                width,
                rank < 2 && width == 1,
                constant.kind(),
                false);
        for (int column = 0; column < width; column++) {
            Arrays.fill(value.columns()[column], constant.values()[column]);
        }
        return value;
    }
}
