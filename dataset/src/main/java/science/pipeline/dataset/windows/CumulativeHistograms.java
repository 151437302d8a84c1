package science.pipeline.dataset.windows;

import java.io.IOException;
import java.util.List;
import science.pipeline.analysis.aggregate.HistogramStatistics;
import science.pipeline.analysis.histogram.HistogramDefinition;
import science.pipeline.analysis.histogram.Histograms;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;

/**
 * The configured histograms over all that the newest commits hold: the partitions of every instance, which share the
 * results folder. They equal the sum of all windows and of what is outside.
 */
public final class CumulativeHistograms {

    private CumulativeHistograms() {}

    /** Those of these definitions first, in their order, then those of earlier configurations. */
    public static List<HistogramStatistics> of(ResultsFolder folder, List<HistogramDefinition> definitions)
            throws IOException {
        return of(folder.newestCommits(), definitions);
    }

    public static List<HistogramStatistics> of(List<Commit> commits, List<HistogramDefinition> definitions)
            throws IOException {
        Histograms sum = new Histograms(definitions);
        for (Commit commit : commits) {
            sum.merge(SavedAnalysis.histograms(commit));
        }
        return sum.all().stream().map(HistogramStatistics::of).toList();
    }
}
