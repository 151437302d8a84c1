package science.pipeline.analysis.aggregate;

import java.util.List;
import science.pipeline.analysis.histogram.Histogram;

/**
 * A configured histogram as it is published.
 *
 * @param name under which it is configured
 * @param quantity what it counts
 * @param scale linear or log
 * @param edges of the bins, one more than there are bins, in the unit of the quantity
 * @param counts of the bins, their lower edge included
 * @param underflow what lay below the first edge
 * @param overflow what lay at the last edge or beyond
 * @param undefined what was no number
 * @param unpaired events whose partner did not come in time; of pairs only
 */
public record HistogramStatistics(
        String name,
        String quantity,
        String scale,
        List<Double> edges,
        List<Long> counts,
        long underflow,
        long overflow,
        long undefined,
        long unpaired) {

    public static HistogramStatistics of(Histogram histogram) {
        return new HistogramStatistics(
                histogram.definition().name(),
                histogram.definition().quantity(),
                histogram.definition().scale().toString(),
                histogram.edges(),
                histogram.counts(),
                histogram.underflow(),
                histogram.overflow(),
                histogram.undefined(),
                histogram.unpaired());
    }
}
