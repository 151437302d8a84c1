package science.pipeline.analysis.watch;

import java.util.List;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.aggregate.WindowStatistics;

/** Merges the windows of all partitions. */
public final class Watch {

    private Watch() {}

    /**
     * A window over all partitions: counts and bins exactly as if there had been one partition, sums in the order of
     * the partitions.
     *
     * @param contributions one or more, with one start or all of what is outside, in ascending order of their
     *     partitions
     * @return not complete, and never published before; {@link WindowStatistics#as} says otherwise
     */
    public static WindowStatistics merge(List<WindowContribution> contributions) {
        return WindowStatistics.of(WindowContribution.sum(contributions));
    }
}
