package science.pipeline.analysis.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operator of a graph.
 *
 * @param operator its type, as {@code Gemm}
 * @param inputs names of values; empty for one that is left out
 */
record Node(
        String operator, String domain, List<String> inputs, List<String> outputs, Map<String, Attribute> attributes) {

    /** What an attribute holds; most hold one of these. */
    record Attribute(
            double[] numbers, List<String> texts, @Nullable Tensor tensor) {}

    static Node read(Message message) {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, Attribute> attributes = new HashMap<>();
        String operator = "";
        String domain = "";
        while (message.next()) {
            switch (message.field()) {
                case 1 -> inputs.add(name(message));
                case 2 -> outputs.add(name(message));
                case 4 -> operator = message.text();
                case 5 -> readAttribute(message.message(), attributes);
                case 7 -> domain = message.text();
                default -> {}
            }
        }
        return new Node(operator, domain, inputs, outputs, attributes);
    }

    private static String name(Message message) {
        message.limits().takeNumbers(Limits.TEXT);
        return message.text();
    }

    private static void readAttribute(Message message, Map<String, Attribute> into) {
        Message.Numbers numbers = new Message.Numbers(message.limits());
        List<String> texts = new ArrayList<>();
        Tensor tensor = null;
        String name = "";
        while (message.next()) {
            switch (message.field()) {
                case 1 -> name = message.text();
                case 2 -> numbers.add(message.float32());
                case 3, 8 -> message.integersInto(numbers);
                case 4, 9 -> texts.add(name(message));
                case 5 -> tensor = Tensor.read(message.message());
                case 7 -> message.floatsInto(numbers);
                case 6, 11 ->
                    throw new ModelFault(
                            "a graph inside of a node (If, Loop, Scan)", "operators that come one after the other");
                default -> {}
            }
        }
        into.put(name, new Attribute(Tensor.checkNumbers(name, numbers.values()), texts, tensor));
    }

    boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    /** Whether an input is there. */
    boolean has(int input) {
        return input < inputs.size() && !inputs.get(input).isEmpty();
    }

    double number(String attribute, double absent) {
        double[] numbers = numbers(attribute);
        return numbers.length == 0 ? absent : numbers[0];
    }

    /** Of an attribute, or of the one that holds the same as a tensor of doubles; none if it is absent. */
    double[] numbers(String attribute) {
        Attribute tensor = attributes.get(attribute + "_as_tensor");
        if (tensor != null && tensor.tensor() != null) {
            return tensor.tensor().values();
        }
        Attribute found = attributes.get(attribute);
        return found == null ? new double[0] : found.numbers();
    }

    List<String> texts(String attribute) {
        Attribute found = attributes.get(attribute);
        return found == null ? List.of() : found.texts();
    }

    String text(String attribute, String absent) {
        List<String> texts = texts(attribute);
        return texts.isEmpty() ? absent : texts.get(0);
    }

    /** As messages name it. */
    String label() {
        return operator + " (of " + (outputs.isEmpty() ? "nothing" : outputs.get(0)) + ")";
    }
}
