package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * From the layers' answers to a flag that comes as often as people have asked for. The strongest answer of n layers is
 * first corrected for having asked n times (Bonferroni: {@code p = n · p_min}); then for what the stream shows: how
 * often events score as high. One unit more is one in ten of the events left, as the layers' answers are probabilities;
 * how many layers really have a say so far out is what is learnt. An event's final score is {@code −log₁₀} of that
 * share, so a budget of 100 flags per million is a score of 4.
 */
final class Budget implements Learnt {

    /** Some events come before statistics on the rarest of them mean anything, whatever the layers' own warm-up. */
    private static final int WARM_UP = 4096;

    /** No clean stream of any length holds such an event: it teaches nothing about clean ones. */
    private static final double BEYOND_DOUBT = 12;

    private static final double HIGHEST = 100;

    /** What the stream shows may take back this much: a run of true anomalies must not raise the bar for the next. */
    private static final double MOST_TAKEN_BACK = 1;

    private final double threshold;
    private final double correction;
    private final Tail tail;

    /** @param layers how many may find an event odd by chance */
    Budget(double flagsPerMillion, int layers) {
        threshold = 6 - StrictMath.log10(flagsPerMillion);
        correction = StrictMath.log10(Math.max(1, layers));
        tail = new Tail(
                new Tail.Prior(strongest -> Math.max(0, strongest - correction)), WARM_UP, 1 / StrictMath.log(10));
    }

    /** From this score on events are flagged. */
    double threshold() {
        return threshold;
    }

    /**
     * The final score of an event, then learns from it.
     *
     * @param teaches whether it is no part of a fault
     */
    double score(double strongest, boolean teaches) {
        double score = Math.max(tail.score(strongest), strongest - correction - MOST_TAKEN_BACK);
        if (teaches && strongest < BEYOND_DOUBT) {
            tail.add(strongest);
        }
        return Math.min(HIGHEST, score);
    }

    /** Whether an event would be flagged for an answer that is only tried: nothing is learnt from it. */
    boolean wouldFlag(double answer) {
        return Math.max(tail.score(answer), answer - correction - MOST_TAKEN_BACK) >= threshold;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        tail.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        tail.load(in);
    }
}
