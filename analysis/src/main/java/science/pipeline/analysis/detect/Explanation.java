package science.pipeline.analysis.detect;

import java.util.List;
import java.util.Map;

/**
 * Why an event was flagged.
 *
 * @param score {@code −log₁₀} of the share of clean events that look as odd
 * @param modelVersion which layers, in which version, said so
 * @param eventsSeen how many events of the partition came before it
 * @param contributions the layers that found it odd, the strongest first
 */
public record Explanation(double score, String modelVersion, long eventsSeen, List<Contribution> contributions) {

    /**
     * One layer's answer.
     *
     * @param layer its name; {@code rare_event:NAME} for a configured rule
     * @param observed what it looked at, in the unit of {@code expected}
     * @param expected what it takes for normal
     * @param unit of both, as the schema has it; empty for none
     * @param pull how far apart they are in the layer's own unit, with its sign where it has one: widths of the
     *     residuals (mass_shell), ln of the ratio (energy_outlier), standard deviations (outliers of other fields,
     *     models.*), half-widths of the acceptance (direction, eta_range), repeats (exact_repeat, sent_again), log₁₀ of
     *     the grid (digits) or of how rare (rare_name), standard deviations of an average (shift), standard deviations
     *     of the waiting time (burst, whose observed and expected are events a second)
     * @param pValue share of normal events that are at least as far off, corrected for the number of layers
     * @param features the numbers of the event that took part, by name
     */
    public record Contribution(
            String layer,
            double observed,
            double expected,
            String unit,
            double pull,
            double pValue,
            Map<String, Double> features) {}
}
