package science.pipeline.dataset.windows;

import java.util.List;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.dataset.commit.Commit;

/**
 * Which windows of a dataset count as complete.
 *
 * @param drained whether the topic held nothing more, so that every window is
 * @param latenessMicros behind the slowest clock a window is complete anyway
 */
public record Completeness(boolean drained, long latenessMicros) {

    /** Whether no partition can add to a window of these commits any more. */
    public boolean covers(WindowContribution window, List<Commit> commits) {
        return drained || StatisticsFiles.isPassed(window, commits, latenessMicros);
    }
}
