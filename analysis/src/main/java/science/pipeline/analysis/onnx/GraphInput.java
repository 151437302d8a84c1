package science.pipeline.analysis.onnx;

import science.pipeline.analysis.onnx.Graph.Input;

/** Reads what a model says of its inputs: name, kind of numbers, shape. */
final class GraphInput {

    private static final int TENSOR = 1;

    private GraphInput() {}

    static String name(Message message) {
        String name = "";
        while (message.next()) {
            name = message.field() == 1 ? message.text() : name;
        }
        return name;
    }

    static Input read(Message message) {
        String name = "";
        Input input = null;
        while (message.next()) {
            if (message.field() == 1) {
                name = message.text();
            } else if (message.field() == 2) {
                input = type(message.message());
            }
        }
        if (input == null) {
            throw new ModelFault("the input '" + name + "' of another type", "a tensor of numbers");
        }
        return new Input(name, input.kind(), input.columns(), input.isFlat());
    }

    private static Input type(Message message) {
        Input input = null;
        while (message.next()) {
            if (message.field() == TENSOR) {
                input = tensor(message.message());
            }
        }
        if (input == null) {
            throw new ModelFault("an input that is no tensor", "a tensor of numbers");
        }
        return input;
    }

    private static Input tensor(Message message) {
        long type = 0;
        int rank = 0;
        int columns = 0;
        while (message.next()) {
            if (message.field() == 1) {
                type = message.integer();
            } else if (message.field() == 2) {
                Message shape = message.message();
                while (shape.next()) {
                    if (shape.field() == 1) {
                        columns = length(shape.message());
                        rank++;
                    }
                }
            }
        }
        if (rank > 2) {
            throw new ModelFault(
                    "an input of " + rank + " dimensions", "one row of numbers an event: [events, numbers]");
        }
        return new Input("", Kind.of(type), rank == 1 ? 1 : columns, rank == 1);
    }

    private static int length(Message dimension) {
        long length = 0;
        while (dimension.next()) {
            length = dimension.field() == 1 ? dimension.integer() : length;
        }
        if (length < 0 || length > Limits.COLUMNS) {
            throw new ModelFault("an input of " + length + " numbers an event", "at most " + Limits.COLUMNS);
        }
        return (int) length;
    }
}
