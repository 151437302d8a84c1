package science.pipeline.analysis.onnx;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The operators that are known, by name: those of the default domain of ONNX, and of {@code ai.onnx.ml}. */
final class Operators {

    /** Adds what a node computes to an assembly. */
    @FunctionalInterface
    interface Maker {
        void assemble(Node node, Assembly assembly);
    }

    private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "ai.onnx.ml");
    private static final Map<String, Maker> KNOWN = new HashMap<>();

    static {
        Elementwise.addTo(KNOWN);
        Arrangements.addTo(KNOWN);
        Reductions.addTo(KNOWN);
        KNOWN.put("Gemm", Dense::gemm);
        KNOWN.put("MatMul", Dense::matMul);
        KNOWN.put("Scaler", Dense::scaler);
        KNOWN.put("LabelEncoder", Labels::assemble);
        KNOWN.put("TreeEnsembleRegressor", Trees::regressor);
        KNOWN.put("TreeEnsembleClassifier", Trees::classifier);
    }

    private Operators() {}

    static void assemble(Node node, Assembly assembly) {
        Maker maker = DOMAINS.contains(node.domain()) ? KNOWN.get(node.operator()) : null;
        if (maker == null) {
            String domain = DOMAINS.contains(node.domain()) ? "" : node.domain() + ".";
            throw new ModelFault(
                    "the operator " + domain + node.operator(),
                    "one of " + String.join(", ", new TreeSet<>(KNOWN.keySet())));
        }
        maker.assemble(node, assembly);
    }
}
