package science.pipeline.analysis.onnx;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static science.pipeline.analysis.onnx.ModelBytes.BOOL;
import static science.pipeline.analysis.onnx.ModelBytes.DOUBLE;
import static science.pipeline.analysis.onnx.ModelBytes.FLOAT;
import static science.pipeline.analysis.onnx.ModelBytes.INT64;
import static science.pipeline.analysis.onnx.ModelBytes.attribute;

import ai.onnxruntime.OrtException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each operator that is known, against onnxruntime on 10,000 random events of four numbers. */
class OperatorsTest {

    private static final int WIDTH = 4;
    private static final Map<String, Operators.Maker> KNOWN = new HashMap<>();

    static {
        Elementwise.addTo(KNOWN);
        Arrangements.addTo(KNOWN);
        Reductions.addTo(KNOWN);
    }

    private static final List<String> X = List.of("x");
    private static final List<String> Y = List.of("y");

    private static ModelBytes model(int outputType, int outputs) {
        return new ModelBytes().input("x", FLOAT, WIDTH).output("y", outputType, outputs);
    }

    private static ModelBytes one(String operator, byte[]... attributes) {
        return model(FLOAT, WIDTH).node(operator, X, Y, attributes);
    }

    /** Numbers above zero, for what has no answer elsewhere. */
    private static ModelBytes ofPositive(String operator) {
        return model(FLOAT, WIDTH).node("Exp", X, List.of("e")).node(operator, List.of("e"), Y);
    }

    private static ModelBytes withRow(String operator) {
        return model(FLOAT, WIDTH)
                .constant("c", new long[] {WIDTH}, 0.5f, -2, 3, 1e-3f)
                .node(operator, List.of("x", "c"), Y);
    }

    private static ModelBytes compared(String operator) {
        return model(BOOL, WIDTH)
                .constant("c", new long[] {1, WIDTH}, 0, -2, 1, 3)
                .node(operator, List.of("x", "c"), Y);
    }

    private static ModelBytes truths(String operator) {
        return model(BOOL, WIDTH)
                .constant("c", new long[] {}, 1)
                .node("Less", List.of("x", "c"), List.of("a"))
                .node("Neg", X, List.of("n"))
                .node("Less", List.of("n", "c"), List.of("b"))
                .node(operator, List.of("a", "b"), Y);
    }

    private static ModelBytes reduced(String operator) {
        return model(FLOAT, 1).node(operator, X, Y, attribute("axes", new long[] {1}));
    }

    private static final float[] WEIGHTS = {0.3f, -1.25f, 2, 0.01f, -0.7f, 1, 0.125f, -3.3f, 0.9f, 4, -1, 0.05f};

    private static Map<String, ModelBytes> models() {
        return Map.ofEntries(
                entry("Relu", one("Relu")),
                entry("Sigmoid", one("Sigmoid")),
                entry("Tanh", one("Tanh")),
                entry("Exp", one("Exp")),
                entry("Log", ofPositive("Log")),
                entry("Sqrt", ofPositive("Sqrt")),
                entry("Abs", one("Abs")),
                entry("Neg", one("Neg")),
                entry("LeakyRelu", one("LeakyRelu", attribute("alpha", 0.2f))),
                entry("Clip", clip()),
                entry("Cast", model(INT64, WIDTH).node("Cast", X, Y, attribute("to", INT64))),
                entry("Not", not()),
                entry("Add", withRow("Add")),
                entry("Sum", sum()),
                entry("Sub", withRow("Sub")),
                entry("Mul", withRow("Mul")),
                entry("Div", withRow("Div")),
                entry("Pow", power()),
                entry("Max", withRow("Max")),
                entry("Min", withRow("Min")),
                entry("Less", compared("Less")),
                entry("LessOrEqual", compared("LessOrEqual")),
                entry("Greater", compared("Greater")),
                entry("GreaterOrEqual", compared("GreaterOrEqual")),
                entry("Equal", compared("Equal")),
                entry("And", truths("And")),
                entry("Or", truths("Or")),
                entry("Where", where()),
                entry("Identity", one("Identity")),
                entry("Dropout", one("Dropout")),
                entry("Constant", constant()),
                entry("Gather", gather()),
                entry("ArrayFeatureExtractor", features()),
                entry("Concat", concat()),
                entry("Reshape", reshape()),
                entry("Flatten", one("Flatten")),
                entry("Squeeze", squeeze()),
                entry("Unsqueeze", unsqueeze()),
                entry("ReduceSum", reduceSum()),
                entry("ReduceMean", reduced("ReduceMean")),
                entry("ReduceMax", reduced("ReduceMax")),
                entry("ReduceMin", reduced("ReduceMin")),
                entry("Softmax", one("Softmax", attribute("axis", 1))),
                entry("Gemm", gemm(false)),
                entry("Gemm, transposed", gemm(true)),
                entry("MatMul", matMul()),
                entry("Scaler", scaler()),
                entry("LabelEncoder", labels()),
                entry("TreeEnsembleRegressor", TreeModels.regressor("SUM", "NONE", 1)),
                entry("TreeEnsembleRegressor, average", TreeModels.regressor("AVERAGE", "NONE", 1)),
                entry("TreeEnsembleRegressor, least", TreeModels.regressor("MIN", "NONE", 1)),
                entry("TreeEnsembleRegressor, largest", TreeModels.regressor("MAX", "NONE", 1)),
                entry("TreeEnsembleRegressor, two targets", TreeModels.regressor("SUM", "NONE", 2)),
                entry("TreeEnsembleRegressor, two logistic targets", TreeModels.regressor("SUM", "LOGISTIC", 2)),
                entry("TreeEnsembleRegressor, shares", TreeModels.regressor("SUM", "SOFTMAX", 2)),
                entry("TreeEnsembleClassifier, of three", TreeModels.classifier("SOFTMAX", 3, false, false)),
                entry("TreeEnsembleClassifier, of two", TreeModels.classifier("NONE", 2, false, true)),
                entry("TreeEnsembleClassifier, one-sided", TreeModels.classifier("LOGISTIC", 2, true, false)),
                entry("TreeEnsembleClassifier, one-sided, raw", TreeModels.classifier("NONE", 2, true, false)),
                entry("TreeEnsembleClassifier, one-sided, votes", TreeModels.classifier("NONE", 2, true, true)));
    }

    @TestFactory
    Stream<DynamicTest> equalsOnnxruntime() {
        double[][] columns = Runtime.random(WIDTH, 42);
        return models().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(), () -> Runtime.assertEqual(each.getValue().bytes(), "y", columns)));
    }

    @Test
    void everyOperatorThatIsKnownIsCompared() {
        Set<String> known = new HashSet<>(KNOWN.keySet());
        known.remove("ZipMap"); // makes no tensor that could be compared
        known.removeAll(models().keySet());
        assertThat(known).isEmpty();
    }

    @Test
    void modelsOfDoublesAndOfSeveralInputsAreEvaluatedToo() throws OrtException {
        byte[] model = new ModelBytes()
                .input("a", DOUBLE, 1)
                .input("b", DOUBLE, 2)
                .output("y", DOUBLE, 3)
                .node("Concat", List.of("a", "b"), List.of("c"), attribute("axis", 1))
                .node("Mul", List.of("c", "a"), Y)
                .bytes();
        Runtime.assertEqual(model, "y", Runtime.random(3, 7));
    }

    private static ModelBytes clip() {
        return model(FLOAT, WIDTH)
                .constant("low", new long[] {}, -1)
                .constant("high", new long[] {}, 1.5f)
                .node("Clip", List.of("x", "low", "high"), Y);
    }

    private static ModelBytes not() {
        return model(BOOL, WIDTH)
                .constant("c", new long[] {}, 1)
                .node("Less", List.of("x", "c"), List.of("a"))
                .node("Not", List.of("a"), Y);
    }

    private static ModelBytes sum() {
        return model(FLOAT, WIDTH).constant("c", new long[] {1}, 0.25f).node("Sum", List.of("x", "c", "x"), Y);
    }

    private static ModelBytes power() {
        return model(FLOAT, WIDTH)
                .constant("c", new long[] {WIDTH}, 2, 0.5f, 3, -1.5f)
                .node("Abs", X, List.of("a"))
                .constant("one", new long[] {1, 1}, 1)
                .node("Add", List.of("a", "one"), List.of("p"))
                .node("Pow", List.of("p", "c"), Y);
    }

    private static ModelBytes where() {
        return model(FLOAT, WIDTH)
                .constant("c", new long[] {1}, 0)
                .node("Less", List.of("x", "c"), List.of("a"))
                .node("Where", List.of("a", "c", "x"), Y);
    }

    private static ModelBytes constant() {
        byte[] tensor = ModelBytes.tensor("", FLOAT, new long[] {WIDTH}, ModelBytes.floats(1, 2, 3, 4));
        return model(FLOAT, WIDTH)
                .node("Constant", List.of(), List.of("c"), attribute("value", tensor))
                .node("Add", List.of("x", "c"), Y);
    }

    private static ModelBytes gather() {
        return model(FLOAT, 3)
                .integers("i", new long[] {3}, 2, 0, -1)
                .node("Gather", List.of("x", "i"), Y, attribute("axis", 1));
    }

    private static ModelBytes features() {
        return model(FLOAT, 2).integers("i", new long[] {2}, 3, 1).node("ArrayFeatureExtractor", List.of("x", "i"), Y);
    }

    private static ModelBytes concat() {
        return model(FLOAT, 2 * WIDTH)
                .node("Neg", X, List.of("n"))
                .node("Concat", List.of("n", "x"), Y, attribute("axis", 1));
    }

    private static ModelBytes reshape() {
        return model(FLOAT, WIDTH).integers("s", new long[] {2}, -1, WIDTH).node("Reshape", List.of("x", "s"), Y);
    }

    private static ModelBytes squeeze() {
        return model(FLOAT, 0)
                .integers("axis", new long[] {1}, 1)
                .node("ReduceMean", X, List.of("m"), attribute("axes", new long[] {1}))
                .node("Squeeze", List.of("m", "axis"), Y);
    }

    private static ModelBytes unsqueeze() {
        return model(FLOAT, 1)
                .integers("axis", new long[] {1}, 1)
                .node("ReduceMean", X, List.of("m"), attribute("axes", new long[] {1}), attribute("keepdims", 0))
                .node("Unsqueeze", List.of("m", "axis"), Y);
    }

    private static ModelBytes reduceSum() {
        return model(FLOAT, 1).integers("axis", new long[] {1}, -1).node("ReduceSum", List.of("x", "axis"), Y);
    }

    private static ModelBytes gemm(boolean transposed) {
        return model(FLOAT, 3)
                .constant("w", transposed ? new long[] {3, WIDTH} : new long[] {WIDTH, 3}, WEIGHTS)
                .constant("b", new long[] {3}, 0.1f, -0.2f, 5)
                .node(
                        "Gemm",
                        List.of("x", "w", "b"),
                        Y,
                        attribute("transB", transposed ? 1 : 0),
                        attribute("alpha", 0.5f),
                        attribute("beta", 2f));
    }

    private static ModelBytes matMul() {
        return model(FLOAT, 3).constant("w", new long[] {WIDTH, 3}, WEIGHTS).node("MatMul", List.of("x", "w"), Y);
    }

    private static ModelBytes scaler() {
        return one("Scaler", attribute("offset", new float[] {1, 0, -2.5f, 3}), attribute("scale", new float[] {
            0.5f, 2, 1, 0.1f
        }));
    }

    private static ModelBytes labels() {
        return model(FLOAT, WIDTH)
                .node("Cast", X, List.of("i"), attribute("to", INT64))
                .node(
                        "LabelEncoder",
                        List.of("i"),
                        Y,
                        attribute("keys_int64s", new long[] {2, -1, 0, 3}),
                        attribute("values_floats", new float[] {0.5f, 7, -3, 11}),
                        attribute("default_float", 99f));
    }
}
