package science.pipeline.analysis.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Models in the forms of three exporters; {@code make_models.py} beside them makes them. */
class DialectsTest {

    private static final int INPUTS = 8;

    static byte[] file(String name) throws IOException {
        try (InputStream in = DialectsTest.class.getResourceAsStream("/onnx/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    @Test
    void anIsolationForestAsScikitLearnsExporterWritesItEqualsOnnxruntime() throws Exception {
        Runtime.assertEqual(file("sklearn-isolation-forest.onnx"), "scores", Runtime.random(INPUTS, 1));
    }

    @Test
    void andItEqualsWhatScikitLearnItselfSaysOfTheRowsItWasTrainedOn() throws IOException {
        List<double[]> rows = new String(file("sklearn-isolation-forest.csv"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> Arrays.stream(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        double[][] columns = new double[INPUTS][rows.size()];
        for (int event = 0; event < rows.size(); event++) {
            for (int input = 0; input < INPUTS; input++) {
                columns[input][event] = rows.get(event)[input];
            }
        }
        double[] found = Runtime.own(file("sklearn-isolation-forest.onnx"), "scores", columns);
        for (int event = 0; event < rows.size(); event++) {
            assertThat(found[event]).as("event %d", event).isCloseTo(rows.get(event)[INPUTS], within(1e-6));
        }
    }

    @Test
    void anAutoencoderAsPyTorchWritesItEqualsOnnxruntime() throws Exception {
        Runtime.assertEqual(file("pytorch-autoencoder.onnx"), "error", Runtime.random(INPUTS, 2));
    }

    @Test
    void aClassifierAsLightGbmsExporterWritesItEqualsOnnxruntime() throws Exception {
        Runtime.assertEqual(file("lightgbm-classifier.onnx"), "probabilities", Runtime.random(INPUTS, 3));
    }

    @Test
    void anEventsResultDoesNotDependOnThoseBesideIt() throws IOException {
        double[][] columns = Runtime.random(INPUTS, 4);
        for (String name : List.of("pytorch-autoencoder.onnx", "sklearn-isolation-forest.onnx")) {
            OnnxModel model = OnnxModel.read(file(name), "", INPUTS);
            double[] together = new double[Runtime.EVENTS];
            model.start().evaluate(columns, Runtime.EVENTS, together);
            Evaluation alone = model.start();
            double[] one = new double[1];
            for (int event = 0; event < Runtime.EVENTS; event += 37) {
                int at = event;
                double[][] inputs = Arrays.stream(columns)
                        .map(column -> new double[] {column[at]})
                        .toArray(double[][]::new);
                alone.evaluate(inputs, 1, one);
                assertThat(one[0]).isEqualTo(together[event]);
            }
        }
    }

    /** Recorded once; the same on every machine and every version of Java. */
    @Test
    void theBitsOfAllResultsAreKnown() throws IOException {
        assertThat(bits("sklearn-isolation-forest.onnx", "scores")).isEqualTo(4082545774049174370L);
        assertThat(bits("pytorch-autoencoder.onnx", "error")).isEqualTo(-5336629783680506435L);
        assertThat(bits("lightgbm-classifier.onnx", "probabilities[1]")).isEqualTo(-5832708465357894400L);
    }

    private static long bits(String model, String output) throws IOException {
        long bits = 0;
        for (double result : Runtime.own(file(model), output, plain())) {
            bits = 31 * bits + Double.doubleToRawLongBits(result);
        }
        return bits;
    }

    /** Numbers from -4 to 4 that need no random generator. */
    private static double[][] plain() {
        double[][] columns = new double[INPUTS][Runtime.EVENTS];
        long number = 1;
        for (double[] column : columns) {
            for (int event = 0; event < column.length; event++) {
                number = number * 6364136223846793005L + 1442695040888963407L;
                column[event] = (number >> 40) / (double) (1 << 21);
            }
        }
        return columns;
    }
}
