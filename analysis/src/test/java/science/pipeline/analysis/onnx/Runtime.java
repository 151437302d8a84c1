package science.pipeline.analysis.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** The oracle: Microsoft's onnxruntime on the same inputs. */
final class Runtime {

    /** Enough to meet every branch of every operator many times; a model's answer takes microseconds. */
    static final int EVENTS = 10_000;

    /** Of the value, or of 1 where it is smaller: onnxruntime computes in float. */
    static final double TOLERANCE = 1e-5;

    private Runtime() {}

    /** Numbers of both signs, many of them small whole ones: comparisons then meet their limits. */
    static double[][] random(int inputs, long seed) {
        Random random = new Random(seed);
        double[][] columns = new double[inputs][EVENTS];
        for (double[] column : columns) {
            for (int i = 0; i < EVENTS; i++) {
                column[i] = random.nextInt(4) == 0 ? random.nextInt(7) - 3 : (float) (2 * random.nextGaussian());
            }
        }
        return columns;
    }

    static void assertEqual(byte[] model, String output, double[][] columns) throws OrtException {
        double[][] expected = evaluate(model, output, columns);
        for (int column = 0; column < expected.length; column++) {
            double[] found = own(model, output + (expected.length == 1 ? "" : "[" + column + "]"), columns);
            for (int event = 0; event < EVENTS; event++) {
                if (Double.isFinite(expected[column][event])) {
                    double scale = Math.max(1, Math.abs(expected[column][event]));
                    assertThat(Math.abs(found[event] - expected[column][event]))
                            .as(
                                    "event %d, output %d: %s, onnxruntime %s",
                                    event, column, found[event], expected[column][event])
                            .isLessThanOrEqualTo(TOLERANCE * scale);
                } else {
                    assertThat(found[event]).as("event %d", event).isEqualTo(expected[column][event]);
                }
            }
        }
    }

    static double[] own(byte[] model, String output, double[][] columns) {
        double[] found = new double[columns[0].length];
        OnnxModel.read(model, output, columns.length).start().evaluate(columns, found.length, found);
        return found;
    }

    /** By column of the output, then event. */
    private static double[][] evaluate(byte[] model, String output, double[][] columns) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Graph graph = Graph.read(model);
        try (OrtSession session = environment.createSession(model)) {
            Map<String, OnnxTensor> inputs = new HashMap<>();
            int from = 0;
            for (int i = 0; i < graph.inputs().size(); i++) {
                Graph.Input input = graph.inputs().get(i);
                int width = OnnxModel.widths(graph.inputs(), columns.length).get(i);
                inputs.put(input.name(), tensor(environment, input, columns, from, width));
                from += width;
            }
            try (OrtSession.Result result = session.run(inputs)) {
                return columns(result.get(output).orElseThrow().getValue());
            }
        }
    }

    private static OnnxTensor tensor(
            OrtEnvironment environment, Graph.Input input, double[][] columns, int from, int width)
            throws OrtException {
        long[] shape = input.isFlat() ? new long[] {EVENTS} : new long[] {EVENTS, width};
        double[] rows = new double[EVENTS * width];
        for (int event = 0; event < EVENTS; event++) {
            for (int column = 0; column < width; column++) {
                rows[event * width + column] = columns[from + column][event];
            }
        }
        if (input.kind() == Kind.DOUBLE) {
            return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(rows), shape);
        }
        if (input.kind() == Kind.INTEGER) {
            LongBuffer integers = LongBuffer.allocate(rows.length);
            for (double number : rows) {
                integers.put((long) number);
            }
            return OnnxTensor.createTensor(environment, integers.flip(), shape);
        }
        FloatBuffer floats = FloatBuffer.allocate(rows.length);
        for (double number : rows) {
            floats.put((float) number);
        }
        return OnnxTensor.createTensor(environment, floats.flip(), shape);
    }

    private static double[][] columns(Object value) {
        int width = value instanceof float[][] floats
                ? floats[0].length
                : value instanceof double[][] doubles
                        ? doubles[0].length
                        : value instanceof boolean[][] truths
                                ? truths[0].length
                                : value instanceof long[][] integers ? integers[0].length : 1;
        double[][] columns = new double[width][EVENTS];
        for (int event = 0; event < EVENTS; event++) {
            for (int column = 0; column < width; column++) {
                columns[column][event] = number(value, event, column);
            }
        }
        return columns;
    }

    private static double number(Object value, int event, int column) {
        if (value instanceof float[][] floats) {
            return floats[event][column];
        } else if (value instanceof double[][] doubles) {
            return doubles[event][column];
        } else if (value instanceof boolean[][] truths) {
            return truths[event][column] ? 1 : 0;
        } else if (value instanceof long[][] integers) {
            return integers[event][column];
        }
        return ((float[]) value)[event];
    }
}
