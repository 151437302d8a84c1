package science.pipeline.analysis.onnx;

import java.util.List;
import java.util.Map;

/**
 * A model at work. All is computed in doubles, in the order of the file, event by event: an event's result depends on
 * nothing but its inputs, and is the same bits everywhere. Numbers that the file takes as float are rounded to float
 * when they come in and where it casts. Touched by one thread.
 */
public final class Evaluation implements Evaluator {

    private final Step[] steps;
    private final double[][] inputs;
    private final Kind[] kinds;
    private final double[] result;
    private final long operations;

    Evaluation(Graph graph, String output, int column, int given) {
        Assembly assembly = new Assembly(graph.constants());
        List<Integer> widths = OnnxModel.widths(graph.inputs(), given);
        inputs = new double[given][];
        kinds = new Kind[given];
        int next = 0;
        for (int i = 0; i < widths.size(); i++) {
            Graph.Input input = graph.inputs().get(i);
            Value value = assembly.define(input.name(), widths.get(i), input.isFlat(), input.kind(), true);
            for (double[] each : value.columns()) {
                kinds[next] = input.kind();
                inputs[next++] = each;
            }
        }
        graph.needed(output).forEach(node -> Operators.assemble(node, assembly));
        result = column(assembly.value(wanted(output), 0), column);
        steps = assembly.steps().toArray(Step[]::new);
        operations = assembly.operations();
    }

    private static Node wanted(String output) {
        return new Node("the output", "", List.of(output), List.of(output), Map.of());
    }

    private static double[] column(Value value, int column) {
        if (column < 0 && value.width() != 1 || column >= value.width()) {
            throw new ModelFault(
                    value.width() + " numbers an event in the output '" + value.name() + "'",
                    "the one that is wanted, as " + value.name() + "[0]");
        }
        return value.columns()[Math.max(0, column)];
    }

    long operations() {
        return operations;
    }

    @Override
    public void evaluate(double[][] columns, int size, double[] results) {
        for (int from = 0; from < size; from += Step.ROWS) {
            int rows = Math.min(Step.ROWS, size - from);
            for (int i = 0; i < inputs.length; i++) {
                take(columns[i], from, rows, kinds[i], inputs[i]);
            }
            for (Step step : steps) {
                step.run(rows);
            }
            System.arraycopy(result, 0, results, from, rows);
        }
    }

    private static void take(double[] column, int from, int rows, Kind kind, double[] into) {
        if (kind == Kind.FLOAT) {
            for (int row = 0; row < rows; row++) {
                into[row] = (float) column[from + row];
            }
        } else {
            for (int row = 0; row < rows; row++) {
                into[row] = kind.cast(column[from + row]);
            }
        }
    }
}
