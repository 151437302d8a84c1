package science.pipeline.analysis.onnx;

import java.util.ArrayList;
import java.util.List;

/** Values of different shapes side by side: a single number, or one an event, stands for as many as the others have. */
final class Broadcast {

    private Broadcast() {}

    /** The value that a node computes from all of its inputs, number by number. */
    static Value define(Node node, Assembly to, Kind kind) {
        List<Value> inputs = new ArrayList<>();
        for (int input = 0; input < node.inputs().size(); input++) {
            inputs.add(to.value(node, input));
        }
        int width = inputs.stream().mapToInt(Value::width).max().orElse(1);
        boolean perEvent = inputs.stream().anyMatch(Value::perEvent);
        // A flat constant is a single number, and fits everything; flat values of events fit none that have columns.
        boolean anyFlat = inputs.stream().anyMatch(input -> input.perEvent() && input.isFlat());
        boolean anyColumns = inputs.stream().anyMatch(input -> !input.isFlat());
        boolean fit = inputs.stream().allMatch(input -> input.width() == width || input.width() == 1);
        if (!fit || anyFlat && anyColumns) {
            StringBuilder shapes = new StringBuilder();
            for (Value input : inputs) {
                shapes.append(shapes.isEmpty() ? "" : " and ").append(shape(input));
            }
            throw new ModelFault(node.label() + " of " + shapes, "values that fit event by event");
        }
        return to.define(node.outputs().get(0), width, !anyColumns, kind, perEvent);
    }

    private static String shape(Value value) {
        return (value.perEvent() ? "[events" : "[1") + (value.isFlat() ? "]" : ", " + value.width() + "]");
    }
}
