package science.pipeline.analysis.pipeline;

import java.util.List;
import science.pipeline.analysis.detect.Explanation;
import science.pipeline.analysis.detect.Flags;
import science.pipeline.analysis.select.Selector;

/**
 * What the analysis says about a batch: columns parallel to its rows. Reused, and valid until the next batch is
 * analysed or this one is changed; to be read only.
 */
public final class Verdicts {

    /** Whether the row is flagged. */
    public final boolean[] flagged;

    /** How rare the row is: {@code −log₁₀ p} times 100, rounded. */
    public final int[] scoreHundredths;

    private final Flags flags;
    private final boolean[][] selected;
    private final List<String> selections;

    Verdicts(Flags flags, Selector selector) {
        this.flags = flags;
        flagged = flags.flagged;
        scoreHundredths = flags.scoreHundredths;
        selected = selector.selected();
        selections = selector.names();
    }

    /** Why the row is flagged, without commas, quotes and line ends; empty if it is not. */
    public String reasons(int row) {
        return flags.reasons(row);
    }

    /** Why the row is flagged, at length. To be asked of flagged rows only. */
    public Explanation explanation(int row) {
        return flags.explanation(row);
    }

    /** The enabled selections, in the menu's order. */
    public List<String> selections() {
        return selections;
    }

    /** Which rows a selection accepted, by its place in {@link #selections()}. */
    public boolean[] selected(int selection) {
        return selected[selection];
    }
}
