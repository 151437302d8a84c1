package science.pipeline.analysis.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model from an ONNX file, for one of its outputs: numbers of an event in, one number out. What it may take of memory
 * and operations is bounded when it is read. Immutable; to compute, {@link #start} an evaluation for each thread.
 */
public final class OnnxModel implements Model {

    /** Larger files are refused. */
    public static final int MOST_BYTES = Limits.FILE_BYTES;

    private static final Pattern OUTPUT = Pattern.compile("(?<name>.+?)(\\[(?<column>\\d{1,5})])?");

    private final Graph graph;
    private final String output;
    private final int column;
    private final int width;
    private final long operations;

    private OnnxModel(Graph graph, String output, int column, int inputs) {
        this.graph = graph;
        this.output = output;
        this.column = column;
        width = inputs;
        operations = new Evaluation(graph, output, column, inputs).operations();
    }

    /**
     * Reads a model.
     *
     * @param file the bytes of the file
     * @param output name of the output that is wanted, {@code NAME[COLUMN]} where it has several numbers an event;
     *     empty for the only one
     * @param inputs how many numbers an event has for it; those of the model's inputs one after the other
     * @throws ModelFault if it is no model, is too large, has an operator that is not known here, or the inputs do not
     *     fit
     */
    public static OnnxModel read(byte[] file, String output, int inputs) {
        Graph graph = Graph.read(file);
        Matcher wanted = OUTPUT.matcher(output.isEmpty() ? only(graph.outputs()) : output);
        if (!wanted.matches() || !graph.outputs().contains(wanted.group("name"))) {
            throw new ModelFault("the output '" + output + "'", "one of " + String.join(", ", graph.outputs()));
        }
        int column = wanted.group("column") == null ? -1 : Integer.parseInt(wanted.group("column"));
        return new OnnxModel(graph, wanted.group("name"), column, inputs);
    }

    private static String only(List<String> outputs) {
        if (outputs.size() != 1) {
            throw new ModelFault("no choice of an output", "one of " + String.join(", ", outputs));
        }
        return outputs.get(0);
    }

    /** Room to compute in, for one thread. */
    @Override
    public Evaluation start() {
        return new Evaluation(graph, output, column, width);
    }

    /** Multiplications, comparisons and functions that one event takes. */
    public long operations() {
        return operations;
    }

    /** How many numbers an event has for each of the model's inputs, all together as many as are given. */
    static List<Integer> widths(List<Graph.Input> inputs, int given) {
        long open = inputs.stream().filter(input -> input.columns() == 0).count();
        int said = inputs.stream().mapToInt(Graph.Input::columns).sum();
        if (open > 1 || open == 0 && said != given || open == 1 && said >= given) {
            String expected =
                    open == 0 ? said + "" : open == 1 ? "more than " + said : "one input of unknown width at most";
            throw new ModelFault(given + " quantities", expected + ", as the model's inputs have them");
        }
        List<Integer> widths = new ArrayList<>();
        inputs.forEach(input -> widths.add(input.columns() == 0 ? given - said : input.columns()));
        return widths;
    }
}
