package science.pipeline.analysis.onnx;

import static science.pipeline.analysis.onnx.ModelBytes.FLOAT;
import static science.pipeline.analysis.onnx.ModelBytes.INT64;
import static science.pipeline.analysis.onnx.ModelBytes.attribute;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Models of five random trees over four numbers, with comparisons of every mode. */
final class TreeModels {

    private static final int TREES = 5;
    private static final int DEPTH = 4;
    private static final List<String> MODES =
            List.of("BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ");

    private final List<Long> tree = new ArrayList<>();
    private final List<Long> id = new ArrayList<>();
    private final List<Long> feature = new ArrayList<>();
    private final List<Long> then = new ArrayList<>();
    private final List<Long> otherwise = new ArrayList<>();
    private final List<Float> threshold = new ArrayList<>();
    private final List<String> mode = new ArrayList<>();
    private final List<Long> voteTree = new ArrayList<>();
    private final List<Long> voteNode = new ArrayList<>();
    private final List<Long> voteFor = new ArrayList<>();
    private final List<Float> weight = new ArrayList<>();

    private TreeModels(int votes, boolean positive) {
        Random random = new Random(votes);
        int inner = (1 << DEPTH) - 1;
        for (long t = 0; t < TREES; t++) {
            for (long node = 0; node < 2 * inner + 1; node++) {
                boolean isLeaf = node >= inner;
                tree.add(t);
                id.add(node);
                feature.add(isLeaf ? 0L : (long) random.nextInt(4));
                then.add(isLeaf ? 0 : 2 * node + 1);
                otherwise.add(isLeaf ? 0 : 2 * node + 2);
                threshold.add(isLeaf ? 0f : random.nextInt(5) - 2f + (random.nextBoolean() ? 0 : 0.5f));
                mode.add(isLeaf ? "LEAF" : MODES.get((int) (t % MODES.size())));
                for (int vote = 0; isLeaf && vote < votes; vote++) {
                    voteTree.add(t);
                    voteNode.add(node);
                    voteFor.add((long) vote);
                    weight.add(positive ? random.nextFloat() / TREES : (float) random.nextGaussian());
                }
            }
        }
    }

    static ModelBytes regressor(String aggregate, String transform, int targets) {
        TreeModels trees = new TreeModels(targets, false);
        float[] base = new float[targets];
        base[0] = aggregate.equals("SUM") ? 0.75f : 0;
        List<byte[]> attributes = trees.attributes("target", transform);
        attributes.add(attribute("n_targets", targets));
        attributes.add(attribute("aggregate_function", aggregate));
        attributes.add(attribute("base_values", base));
        return new ModelBytes()
                .input("x", FLOAT, 4)
                .output("y", FLOAT, targets)
                .node("TreeEnsembleRegressor", List.of("x"), List.of("y"), attributes.toArray(byte[][]::new));
    }

    static ModelBytes classifier(String transform, int classes, boolean oneSided, boolean positive) {
        TreeModels trees = new TreeModels(oneSided ? 1 : classes, positive);
        List<byte[]> attributes = trees.attributes("class", transform);
        long[] labels = new long[classes];
        for (int i = 0; i < classes; i++) {
            labels[i] = i;
        }
        attributes.add(attribute("classlabels_int64s", labels));
        return new ModelBytes()
                .input("x", FLOAT, 4)
                .output("label", INT64, 0)
                .output("y", FLOAT, classes)
                .node("TreeEnsembleClassifier", List.of("x"), List.of("label", "y"), attributes.toArray(byte[][]::new));
    }

    private List<byte[]> attributes(String votes, String transform) {
        return new ArrayList<>(List.of(
                attribute("nodes_treeids", longs(tree)),
                attribute("nodes_nodeids", longs(id)),
                attribute("nodes_featureids", longs(feature)),
                attribute("nodes_truenodeids", longs(then)),
                attribute("nodes_falsenodeids", longs(otherwise)),
                attribute("nodes_values", floats(threshold)),
                attribute("nodes_modes", mode),
                attribute(votes + "_treeids", longs(voteTree)),
                attribute(votes + "_nodeids", longs(voteNode)),
                attribute(votes + "_ids", longs(voteFor)),
                attribute(votes + "_weights", floats(weight)),
                attribute("post_transform", transform)));
    }

    private static long[] longs(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private static float[] floats(List<Float> numbers) {
        float[] floats = new float[numbers.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers.get(i);
        }
        return floats;
    }
}
