package science.pipeline.analysis.onnx;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decision trees as arrays, by node: what is compared, where it goes on, what a leaf adds. Checked when it is made:
 * each node has one parent, each tree one root, and every walk ends.
 */
final class Forest {

    private static final List<String> MODES =
            List.of("BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ", "LEAF");
    private static final int LEAF = MODES.indexOf("LEAF");

    private final Node node;
    private final byte[] mode;
    private final int[] feature;
    private final double[] threshold;
    private final int[] then;
    private final int[] otherwise;
    private final int[] roots;

    /** Where each leaf's votes begin, one more than there are nodes. */
    private final int[] firstVote;

    private final int[] voteFor;
    private final double[] voteWeight;
    private final Map<Long, Integer> byId = new HashMap<>();
    private long steps;

    /** @param votes how the attributes of what leaves add are named: target or class */
    Forest(Node node, int features, String votes, int targets) {
        this.node = node;
        double[] trees = node.numbers("nodes_treeids");
        double[] ids = node.numbers("nodes_nodeids");
        int count = trees.length;
        mode = modes(count);
        feature = integers("nodes_featureids", count);
        threshold = sized("nodes_values", node.numbers("nodes_values"), count);
        sized("nodes_nodeids", ids, count);
        for (int i = 0; i < count; i++) {
            if (byId.put(key(trees[i], ids[i]), i) != null) {
                throw fault("the node " + (long) ids[i] + " of tree " + (long) trees[i] + " twice");
            }
            if (mode[i] != LEAF && (feature[i] < 0 || feature[i] >= features)) {
                throw fault("a comparison with number " + feature[i] + " of " + features);
            }
        }
        then = children("nodes_truenodeids", trees);
        otherwise = children("nodes_falsenodeids", trees);
        roots = roots(trees);
        firstVote = new int[count + 1];
        int[] leaves = voters(votes);
        voteFor = new int[leaves.length];
        voteWeight = new double[leaves.length];
        sortVotes(leaves, node.numbers(votes + "_ids"), node.numbers(votes + "_weights"), targets);
        byId.clear();
    }

    /** How many comparisons an event takes at most. */
    long steps() {
        return steps;
    }

    int trees() {
        return roots.length;
    }

    int[] roots() {
        return roots;
    }

    /** The leaf to which an event comes from a node on. */
    int leaf(int root, double[][] columns, int row) {
        int at = root;
        while (mode[at] != LEAF) {
            at = holds(at, columns[feature[at]][row]) ? then[at] : otherwise[at];
        }
        return at;
    }

    private boolean holds(int at, double value) {
        double limit = threshold[at];
        return switch (mode[at]) {
            case 0 -> value <= limit;
            case 1 -> value < limit;
            case 2 -> value >= limit;
            case 3 -> value > limit;
            case 4 -> value == limit;
            default -> value != limit;
        };
    }

    int firstVote(int leaf) {
        return firstVote[leaf];
    }

    int endOfVotes(int leaf) {
        return firstVote[leaf + 1];
    }

    int target(int vote) {
        return voteFor[vote];
    }

    double weight(int vote) {
        return voteWeight[vote];
    }

    int votes() {
        return voteFor.length;
    }

    /** Whether all leaves vote for as many targets. */
    boolean everyLeafVotes(int times) {
        for (int i = 0; i < mode.length; i++) {
            if (mode[i] == LEAF && firstVote[i + 1] - firstVote[i] != times) {
                return false;
            }
        }
        return true;
    }

    private byte[] modes(int count) {
        List<String> texts = node.texts("nodes_modes");
        if (texts.size() != count || count == 0) {
            throw fault(texts.size() + " modes for " + count + " nodes");
        }
        byte[] modes = new byte[count];
        for (int i = 0; i < count; i++) {
            modes[i] = (byte) MODES.indexOf(texts.get(i));
            if (modes[i] < 0) {
                throw new ModelFault(
                        "a node of the mode '" + texts.get(i) + "' in " + node.label(),
                        "one of " + String.join(", ", MODES));
            }
        }
        return modes;
    }

    private int[] integers(String attribute, int count) {
        double[] numbers = sized(attribute, node.numbers(attribute), count);
        return Arrays.stream(numbers).mapToInt(number -> (int) number).toArray();
    }

    private double[] sized(String attribute, double[] numbers, int count) {
        if (numbers.length != count) {
            throw fault(numbers.length + " " + attribute + " for " + count);
        }
        return numbers;
    }

    private static long key(double tree, double id) {
        return ((long) tree << 32) ^ (long) id;
    }

    private int[] children(String attribute, double[] trees) {
        double[] ids = sized(attribute, node.numbers(attribute), trees.length);
        int[] children = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            Integer child = mode[i] == LEAF ? Integer.valueOf(-1) : byId.get(key(trees[i], ids[i]));
            if (child == null) {
                throw fault("a way to node " + (long) ids[i] + ", which tree " + (long) trees[i] + " does not have");
            }
            children[i] = child;
        }
        return children;
    }

    /** The nodes to which no way leads, one for each tree; from them every node is reached once. */
    private int[] roots(double[] trees) {
        int[] parents = new int[mode.length];
        for (int i = 0; i < mode.length; i++) {
            if (mode[i] != LEAF) {
                parents[then[i]]++;
                parents[otherwise[i]]++;
            }
        }
        int[] found = new int[mode.length];
        int count = 0;
        Map<Double, Integer> seen = new HashMap<>();
        for (int i = 0; i < mode.length; i++) {
            if (parents[i] > 1) {
                throw fault("a node with two ways to it");
            }
            if (parents[i] == 0) {
                found[count++] = i;
                if (seen.put(trees[i], i) != null) {
                    throw fault("two roots in one tree");
                }
            }
        }
        int[] all = Arrays.copyOf(found, count);
        if (reached(all) != mode.length) {
            throw fault("a circle of nodes");
        }
        return all;
    }

    private int reached(int[] from) {
        int reached = 0;
        for (int root : from) {
            ArrayDeque<int[]> open = new ArrayDeque<>();
            open.push(new int[] {root, 0});
            int deepest = 0;
            while (!open.isEmpty()) {
                int[] next = open.pop();
                reached++;
                deepest = Math.max(deepest, next[1]);
                if (mode[next[0]] != LEAF) {
                    open.push(new int[] {then[next[0]], next[1] + 1});
                    open.push(new int[] {otherwise[next[0]], next[1] + 1});
                }
            }
            steps += deepest + 1;
        }
        return reached;
    }

    private int[] voters(String votes) {
        double[] trees = node.numbers(votes + "_treeids");
        double[] ids = sized(votes + "_nodeids", node.numbers(votes + "_nodeids"), trees.length);
        int[] leaves = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            Integer leaf = byId.get(key(trees[i], ids[i]));
            if (leaf == null || mode[leaf] != LEAF) {
                throw fault("a vote of node " + (long) ids[i] + " of tree " + (long) trees[i] + ", which is no leaf");
            }
            leaves[i] = leaf;
            firstVote[leaf + 1]++;
        }
        for (int i = 0; i < mode.length; i++) {
            firstVote[i + 1] += firstVote[i];
        }
        return leaves;
    }

    private void sortVotes(int[] leaves, double[] targetIds, double[] weights, int targets) {
        sized("votes", targetIds, leaves.length);
        sized("weights", weights, leaves.length);
        int[] next = firstVote.clone();
        for (int i = 0; i < leaves.length; i++) {
            int place = next[leaves[i]]++;
            voteFor[place] = (int) targetIds[i];
            voteWeight[place] = weights[i];
            if (voteFor[place] < 0 || voteFor[place] >= targets) {
                throw fault("a vote for number " + voteFor[place] + " of " + targets);
            }
        }
    }

    private ModelFault fault(String found) {
        return new ModelFault(found + " in " + node.label(), "trees whose nodes fit together");
    }
}
