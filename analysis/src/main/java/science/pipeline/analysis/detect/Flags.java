package science.pipeline.analysis.detect;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;

/** What {@link Detection} found in a batch, by row. Reused from batch to batch and touched by one thread. */
public final class Flags {

    /** Whether the row is flagged. */
    public final boolean[] flagged = new boolean[EventBatch.CAPACITY];

    /** {@code −log₁₀} of the share of clean events that look as odd, times 100, rounded: 400 is one in 10,000. */
    public final int[] scoreHundredths = new int[EventBatch.CAPACITY];

    /** Which of {@link Detection#layers} found the row oddest; of flagged rows, the one that flagged it. */
    public final int[] layer = new int[EventBatch.CAPACITY];

    private @Nullable Explainer explainer;
    private @Nullable EventBatch batch;
    private long seenBefore;

    void explainedBy(Explainer detectionsExplainer, EventBatch detectedBatch, long eventsSeenBefore) {
        explainer = detectionsExplainer;
        batch = detectedBatch;
        seenBefore = eventsSeenBefore;
    }

    /**
     * The layers that found a row odd with their {@code −log₁₀ p}, the strongest first, and the rule that it met, as in
     * {@code rare_event:fast_muon;mass_shell:12.41;energy_outlier:6.02}, {@code temp_c_outlier:4.20} for the outliers
     * of a field; empty when the row is not flagged. Free of commas, quotes and line ends.
     */
    public String reasons(int row) {
        return flagged[row] ? explainer().reasons(row) : "";
    }

    /** Why a row is flagged, at length. */
    public Explanation explanation(int row) {
        double score = scoreHundredths[row] / 100.0;
        return explainer().explanation(Objects.requireNonNull(batch), row, score, seenBefore + row);
    }

    private Explainer explainer() {
        return Objects.requireNonNull(explainer, "BUG: flags are explained before any batch was detected");
    }
}
