package science.pipeline.analysis.onnx;

import java.util.Arrays;

/**
 * {@code TreeEnsembleRegressor} and {@code TreeEnsembleClassifier}: what the leaves that an event comes to say, put
 * together. Classifiers of two classes follow onnxruntime where the specification is silent.
 */
final class Trees {

    private final Forest forest;
    private final double[][] in;
    private final double[][] scores;
    private final double[] base;
    private final Aggregate aggregate;

    /** How the values of the leaves become one. */
    private enum Aggregate {
        SUM,
        AVERAGE,
        MIN,
        MAX
    }

    private Trees(Forest forest, double[][] in, double[][] scores, double[] base, Aggregate aggregate) {
        this.forest = forest;
        this.in = in;
        this.scores = scores;
        this.base = base;
        this.aggregate = aggregate;
    }

    static void regressor(Node node, Assembly to) {
        Value in = columns(node, to);
        int targets = (int) node.number("n_targets", 1);
        if (targets < 1 || targets > Limits.COLUMNS) {
            throw new ModelFault(targets + " targets of " + node.label(), "1 to " + Limits.COLUMNS);
        }
        Aggregate aggregate = aggregate(node);
        String transform = transform(node);
        if (!transform.equals("NONE") && targets == 1) {
            throw new ModelFault(
                    "post_transform " + transform + " of " + node.label(), "NONE where there is one target");
        }
        Forest forest = new Forest(node, in.width(), "target", targets);
        boolean isBest = aggregate == Aggregate.MIN || aggregate == Aggregate.MAX;
        if (isBest && !forest.everyLeafVotes(targets)) {
            throw new ModelFault(aggregate + " of leaves without a value in " + node.label(), "a value in each leaf");
        }
        Value out = to.define(node.outputs().get(0), targets, false, Kind.FLOAT, in.perEvent());
        Trees trees = new Trees(forest, in.columns(), out.columns(), base(node, targets), aggregate);
        to.step(trees::sum, forest.steps());
        addTransform(to, transform, out);
    }

    static void classifier(Node node, Assembly to) {
        Value in = columns(node, to);
        int classes = Math.max(
                node.numbers("classlabels_int64s").length,
                node.texts("classlabels_strings").size());
        if (classes < 2 || classes > Limits.COLUMNS || node.outputs().size() < 2) {
            throw new ModelFault(classes + " classes of " + node.label(), "two or more, and scores as second output");
        }
        String transform = transform(node);
        Forest forest = new Forest(node, in.width(), "class", classes);
        Value out = to.define(node.outputs().get(1), classes, false, Kind.FLOAT, in.perEvent());
        boolean isOneSided = classes == 2
                && Arrays.stream(node.numbers("class_ids")).distinct().count() == 1;
        if (isOneSided) {
            oneSided(node, to, forest, in, out, transform);
            return;
        }
        double[] base = base(node, classes);
        if (classes == 2 && (node.has("base_values") || !forest.everyLeafVotes(2))) {
            throw new ModelFault(
                    "two classes in " + node.label() + " with leaves that vote for one of them, or with base values",
                    "votes for both in each leaf, or for the same one in all");
        }
        to.step(new Trees(forest, in.columns(), out.columns(), base, Aggregate.SUM)::sum, forest.steps());
        addTransform(to, transform, out);
    }

    /** Two classes of which the trees speak of one: the other one has what is left. */
    private static void oneSided(Node node, Assembly to, Forest forest, Value in, Value out, String transform) {
        boolean arePositive = Arrays.stream(node.numbers("class_weights")).allMatch(weight -> weight >= 0);
        if (transform.equals("SOFTMAX")) {
            throw new ModelFault("SOFTMAX of one class in " + node.label(), "LOGISTIC or NONE");
        }
        double[] base = node.numbers("base_values");
        if (base.length > 1) {
            throw new ModelFault(base.length + " base values for one class in " + node.label(), "one at most");
        }
        // Whichever of the two it is: their sum lies in the second column.
        double[][] sum = {out.columns()[1], out.columns()[1]};
        Trees trees = new Trees(forest, in.columns(), sum, base.length == 0 ? new double[1] : base, Aggregate.SUM);
        to.step(trees::sum, forest.steps());
        to.step(
                rows -> {
                    double[] first = out.columns()[0];
                    double[] second = out.columns()[1];
                    for (int row = 0; row < rows; row++) {
                        double score = second[row];
                        if (arePositive) {
                            first[row] = 1 - score;
                        } else if (transform.equals("LOGISTIC")) {
                            first[row] = Elementwise.sigmoid(-score);
                            second[row] = Elementwise.sigmoid(score);
                        } else {
                            first[row] = -score;
                        }
                    }
                },
                2);
    }

    private static Value columns(Node node, Assembly to) {
        Value in = to.value(node, 0);
        if (in.isFlat()) {
            throw new ModelFault(node.label() + " of one number an event", "columns");
        }
        return in;
    }

    private static String transform(Node node) {
        String transform = node.text("post_transform", "NONE");
        if (!transform.equals("NONE") && !transform.equals("LOGISTIC") && !transform.equals("SOFTMAX")) {
            throw new ModelFault("post_transform " + transform + " of " + node.label(), "NONE, LOGISTIC or SOFTMAX");
        }
        return transform;
    }

    private static double[] base(Node node, int targets) {
        double[] base = node.numbers("base_values");
        if (base.length != 0 && base.length != targets) {
            throw new ModelFault(base.length + " base values of " + node.label(), "none or " + targets);
        }
        return base.length == 0 ? new double[targets] : base;
    }

    private static Aggregate aggregate(Node node) {
        String name = node.text("aggregate_function", "SUM");
        for (Aggregate known : Aggregate.values()) {
            if (known.name().equals(name)) {
                return known;
            }
        }
        throw new ModelFault("aggregate_function " + name + " of " + node.label(), "SUM, AVERAGE, MIN or MAX");
    }

    /** Tree by tree, so that each one's nodes stay near; an event's sum is in the order of the trees all the same. */
    private void sum(int rows) {
        double start = aggregate == Aggregate.MIN
                ? Double.POSITIVE_INFINITY
                : aggregate == Aggregate.MAX ? Double.NEGATIVE_INFINITY : 0;
        for (double[] column : scores) {
            Arrays.fill(column, 0, rows, start);
        }
        for (int root : forest.roots()) {
            for (int row = 0; row < rows; row++) {
                int leaf = forest.leaf(root, in, row);
                for (int vote = forest.firstVote(leaf); vote < forest.endOfVotes(leaf); vote++) {
                    double[] score = scores[forest.target(vote)];
                    score[row] = put(score[row], forest.weight(vote));
                }
            }
        }
        double by = aggregate == Aggregate.AVERAGE ? forest.trees() : 1;
        for (int target = 0; target < base.length; target++) {
            double[] score = scores[target];
            for (int row = 0; row < rows; row++) {
                score[row] = score[row] / by + base[target];
            }
        }
    }

    private double put(double score, double weight) {
        return switch (aggregate) {
            case SUM, AVERAGE -> score + weight;
            case MIN -> Math.min(score, weight);
            case MAX -> Math.max(score, weight);
        };
    }

    private static void addTransform(Assembly to, String transform, Value out) {
        int width = out.width();
        if (transform.equals("LOGISTIC")) {
            to.step(
                    rows -> {
                        for (double[] column : out.columns()) {
                            for (int row = 0; row < rows; row++) {
                                column[row] = Elementwise.sigmoid(column[row]);
                            }
                        }
                    },
                    width);
        } else if (transform.equals("SOFTMAX")) {
            double[] scores = new double[width];
            to.step(
                    rows -> {
                        for (int row = 0; row < rows; row++) {
                            for (int i = 0; i < width; i++) {
                                scores[i] = out.columns()[i][row];
                            }
                            Reductions.softmax(scores);
                            for (int i = 0; i < width; i++) {
                                out.columns()[i][row] = scores[i];
                            }
                        }
                    },
                    3L * width);
        }
    }
}
