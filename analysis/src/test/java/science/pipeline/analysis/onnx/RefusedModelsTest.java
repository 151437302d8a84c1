package science.pipeline.analysis.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static science.pipeline.analysis.onnx.ModelBytes.FLOAT;
import static science.pipeline.analysis.onnx.ModelBytes.attribute;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is refused when a model is read, and how it says so. */
class RefusedModelsTest {

    private static final List<String> X = List.of("x");
    private static final List<String> Y = List.of("y");

    private static ModelBytes model() {
        return new ModelBytes().input("x", FLOAT, 4).output("y", FLOAT, 4);
    }

    private static void assertRefused(ModelBytes model, String found) {
        assertRefused(model.bytes(), "y", 4, found);
    }

    private static void assertRefused(byte[] file, String output, int inputs, String found) {
        assertThatThrownBy(() -> OnnxModel.read(file, output, inputs))
                .isInstanceOf(ModelFault.class)
                .hasMessageContaining(found);
    }

    @Test
    void anOperatorThatIsNotKnown() {
        assertRefused(model().node("Einsum", X, Y), "found the operator Einsum, expected one of Abs, Add, And");
    }

    @Test
    void inputsThatDoNotFit() {
        byte[] file = model().node("Relu", X, Y).bytes();
        assertRefused(file, "y[0]", 3, "found 3 quantities, expected 4");
        assertRefused(file, "y", 4, "found 4 numbers an event in the output 'y'");
        assertRefused(file, "y[4]", 4, "found 4 numbers an event in the output 'y'");
        assertRefused(file, "z", 4, "found the output 'z', expected one of y");
    }

    @Test
    void weightsThatAreNoNumbers() {
        assertRefused(
                model().constant("w", new long[] {4}, 1, 2, Float.NaN, 3).node("Add", List.of("x", "w"), Y),
                "found NaN among the numbers of w");
    }

    @Test
    void aFileOfHalfAGigabyte() {
        assertRefused(new byte[Limits.FILE_BYTES + 1], "y", 4, "bytes, expected at most " + Limits.FILE_BYTES);
    }

    @Test
    void numbersInAnotherFile() {
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        ModelBytes.varint(tensor, 1, 4);
        ModelBytes.varint(tensor, 2, FLOAT);
        ModelBytes.field(tensor, 8, "w".getBytes(StandardCharsets.UTF_8));
        ModelBytes.varint(tensor, 14, 1);
        assertRefused(
                model().constant(tensor.toByteArray()).node("Add", List.of("x", "w"), Y),
                "found numbers of w in another file");
    }

    @Test
    void circles() {
        assertRefused(
                model().node("Add", List.of("x", "b"), List.of("a"))
                        .node("Relu", List.of("a"), List.of("b"))
                        .node("Relu", List.of("b"), Y),
                "found Add (of a) needs 'b', which nothing before it computes");
    }

    @Test
    void shapesOfMoreNumbersThanThereAre() {
        assertRefused(
                model().constant("w", new long[] {1L << 31, 1L << 31}, 1).node("Add", List.of("x", "w"), Y),
                "found the shape");
        assertRefused(
                model().constant("w", new long[] {3_000_000, 3_000_000}, 1).node("Add", List.of("x", "w"), Y),
                "with 1 numbers");
        assertRefused(
                model().constant("w", new long[] {-1, -4}, 1, 2, 3, 4).node("Add", List.of("x", "w"), Y),
                "found the shape");
    }

    @Test
    void valuesThatGrowWithEachStep() {
        ModelBytes model = model();
        String last = "x";
        for (int i = 0; i < 40; i++) {
            model.node("Concat", List.of(last, last), List.of("c" + i), attribute("axis", 1));
            last = "c" + i;
        }
        assertRefused(
                model.node("ReduceSum", List.of(last), Y, attribute("axes", new long[] {1})),
                "numbers to compute for an event");
    }

    @Test
    void moreWorkThanAnEventMayTake() {
        ModelBytes model = model().constant("w", new long[] {4, 1000}, new float[4000])
                .constant("v", new long[] {1000, 1000}, new float[1_000_000]);
        assertRefused(
                model.node("MatMul", List.of("x", "w"), List.of("a"))
                        .node("MatMul", List.of("a", "v"), List.of("b"))
                        .node("ReduceSum", List.of("b"), Y, attribute("axes", new long[] {1})),
                "found more than 1000000 operations an event");
    }

    @Test
    void moreOperatorsThanAModelMayHave() {
        ModelBytes model = model();
        for (int i = 0; i <= Limits.NODES; i++) {
            model.node("Relu", X, List.of("r" + i));
        }
        assertRefused(model.node("Relu", X, Y), "found more than 20000 operators");
    }

    @Test
    void graphsInsideOfGraphs() {
        ByteArrayOutputStream attribute = new ByteArrayOutputStream();
        ModelBytes.field(attribute, 1, "then_branch".getBytes(StandardCharsets.UTF_8));
        ModelBytes.field(attribute, 6, new byte[0]);
        assertRefused(model().node("If", X, Y, attribute.toByteArray()), "found a graph inside of a node");
    }

    @Test
    void treesThatGoInCircles() {
        assertRefused(
                tree(new long[] {0, 1, 2}, new long[] {1, 1, 0}, new long[] {2, 2, 0}),
                "found a node with two ways to it");
        assertRefused(tree(new long[] {0, 1, 2}, new long[] {1, 7, 0}, new long[] {2, 2, 0}), "found a way to node 7");
    }

    private static ModelBytes tree(long[] ids, long[] then, long[] otherwise) {
        return model().node(
                        "TreeEnsembleRegressor",
                        X,
                        Y,
                        attribute("nodes_treeids", new long[ids.length]),
                        attribute("nodes_nodeids", ids),
                        attribute("nodes_featureids", new long[ids.length]),
                        attribute("nodes_modes", List.of("BRANCH_LEQ", "BRANCH_LEQ", "LEAF")),
                        attribute("nodes_values", new float[ids.length]),
                        attribute("nodes_truenodeids", then),
                        attribute("nodes_falsenodeids", otherwise));
    }

    @Test
    void aFileThatIsNoModel() {
        assertRefused("particle_type,energy_gev".getBytes(StandardCharsets.UTF_8), "", 4, "found a damaged file");
        assertRefused(new byte[0], "", 4, "found no graph");
    }

    /**
     * Each byte of real models changed at random: refused with a sentence, or read; nothing else, and every walk ends.
     */
    @Test
    void damagedModelsAreRefusedOrEvaluated() throws IOException {
        Random random = new Random(5);
        double[][] columns = Runtime.random(8, 6);
        double[] results = new double[64];
        int refused = 0;
        int read = 0;
        for (String name :
                List.of("pytorch-autoencoder.onnx", "sklearn-isolation-forest.onnx", "lightgbm-classifier.onnx")) {
            byte[] whole = DialectsTest.file(name);
            for (int attempt = 0; attempt < 1500; attempt++) {
                byte[] damaged = whole.clone();
                for (int change = random.nextInt(4); change >= 0; change--) {
                    damaged[random.nextInt(attempt % 2 == 0 ? 400 : damaged.length)] = (byte) random.nextInt(256);
                }
                String output = name.startsWith("light") ? "probabilities[1]" : "";
                try {
                    OnnxModel.read(damaged, output, 8).start().evaluate(columns, results.length, results);
                    read++;
                } catch (ModelFault fault) {
                    refused++;
                }
            }
        }
        assertThat(refused).isPositive();
        assertThat(read).isPositive();
    }
}
