package science.pipeline.analysis.detect;

import science.pipeline.event.EventBatch;

/**
 * One layer's answers to a batch, as columns. Scores are written for every row; what was observed and expected only
 * where the score is worth an explanation.
 */
final class Evidence {

    /** From this score on a row is worth an explanation: one event in ten. */
    static final double WORTH_EXPLAINING = 1;

    /** Smaller probabilities are all the same to people, and still have a place among doubles. */
    private static final double HIGHEST = 300;

    /** {@code −log₁₀ p}, 0 or more, not yet corrected for the number of layers. */
    final double[] score = new double[EventBatch.CAPACITY];

    final double[] observed = new double[EventBatch.CAPACITY];
    final double[] expected = new double[EventBatch.CAPACITY];

    /** How many times its usual deviation the observation is off. */
    final double[] pull = new double[EventBatch.CAPACITY];

    /**
     * How far off the observation is in any unit, with its sign; NaN where the layer has nothing to say. Only layers
     * that tell sides write it, for every row.
     */
    final double[] side = new double[EventBatch.CAPACITY];

    /** Whether the layer took the row for part of a fault, and learnt nothing from it. */
    final boolean[] withheld = new boolean[EventBatch.CAPACITY];

    /** Writes a row's answer. */
    void put(int row, double rowScore, double rowObserved, double rowExpected, double rowPull) {
        score[row] = rowScore > HIGHEST ? HIGHEST : rowScore;
        withheld[row] = false;
        if (rowScore >= WORTH_EXPLAINING) {
            observed[row] = rowObserved;
            expected[row] = rowExpected;
            pull[row] = rowPull;
        }
    }

    /** Writes the answer to a row that is not worth an explanation. */
    void put(int row, double rowScore) {
        score[row] = rowScore;
        withheld[row] = false;
    }

    /** Nothing to say about a row. */
    void none(int row) {
        score[row] = 0;
        side[row] = Double.NaN;
        withheld[row] = false;
    }
}
