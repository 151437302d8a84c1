package science.pipeline.analysis.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a model's file holds.
 *
 * @param inputs what is given for each event
 * @param outputs names of what it computes
 * @param constants by name
 * @param nodes each after those whose values it needs
 */
record Graph(List<Input> inputs, List<String> outputs, Map<String, Tensor> constants, List<Node> nodes) {

    /**
     * @param columns how many numbers an event has for it; 0 if the file does not say
     * @param isFlat whether its shape is that of the events alone, without a dimension of columns
     */
    record Input(String name, Kind kind, int columns, boolean isFlat) {}

    /** @throws ModelFault if it is none, or too large */
    static Graph read(byte[] file) {
        if (file.length > Limits.FILE_BYTES) {
            throw new ModelFault(file.length + " bytes", "at most " + Limits.FILE_BYTES);
        }
        Message model = new Message(file, 0, file.length, new Limits());
        Graph graph = null;
        while (model.next()) {
            switch (model.field()) {
                case 7 -> graph = readGraph(model.message());
                case 25 -> throw new ModelFault("functions of the model's own", "operators of ONNX");
                default -> {}
            }
        }
        if (graph == null || graph.nodes.isEmpty()) {
            throw new ModelFault("no graph", "an ONNX model");
        }
        graph.checkOrder();
        return graph;
    }

    private static Graph readGraph(Message message) {
        List<Input> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, Tensor> constants = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> addNode(message, nodes);
                case 5 -> {
                    Tensor tensor = Tensor.read(message.message());
                    constants.put(tensor.name(), tensor);
                }
                case 11 -> inputs.add(GraphInput.read(message.message()));
                case 12 -> outputs.add(GraphInput.name(message.message()));
                case 15 -> throw new ModelFault("sparse constants", "dense ones");
                default -> {}
            }
        }
        // Old files name their constants among the inputs, too.
        inputs.removeIf(input -> constants.containsKey(input.name()));
        return new Graph(inputs, outputs, constants, nodes);
    }

    private static void addNode(Message message, List<Node> nodes) {
        if (nodes.size() == Limits.NODES) {
            throw new ModelFault("more than " + Limits.NODES + " operators", "a smaller model");
        }
        nodes.add(Node.read(message.message()));
    }

    private void checkOrder() {
        Set<String> known = new HashSet<>(constants.keySet());
        inputs.forEach(input -> known.add(input.name()));
        for (Node node : nodes) {
            for (String input : node.inputs()) {
                if (!input.isEmpty() && !known.contains(input)) {
                    throw new ModelFault(
                            node.label() + " needs '" + input + "', which nothing before it computes",
                            "operators in the order in which they are computed, and no circle");
                }
            }
            known.addAll(node.outputs());
        }
    }

    /** The nodes that an output needs, in order. */
    List<Node> needed(String output) {
        Set<String> wanted = new HashSet<>(Set.of(output));
        List<Node> needed = new ArrayList<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (nodes.get(i).outputs().stream().anyMatch(wanted::contains)) {
                needed.add(nodes.get(i));
                wanted.addAll(nodes.get(i).inputs());
            }
        }
        Collections.reverse(needed);
        return needed;
    }
}
