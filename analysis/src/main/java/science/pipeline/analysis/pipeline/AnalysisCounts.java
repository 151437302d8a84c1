package science.pipeline.analysis.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import science.pipeline.analysis.select.Tally;

/**
 * What the analysis of one partition has counted since its first record.
 *
 * @param accepted events analysed
 * @param flagged those of them that are flagged
 * @param flaggedByLayer flagged events by the layer that found them oddest; adds up to {@code flagged}
 * @param selected events by selection; selections that have left the menu keep theirs
 * @param tallies of all selections, also of those whose events are not written
 * @param late events that came too late for their window
 * @param future events that were too far ahead of the partition's clock
 * @param labelled events that bear the sender's label
 * @param truePositives flagged events that bear it
 */
public record AnalysisCounts(
        long accepted,
        long flagged,
        Map<String, Long> flaggedByLayer,
        Map<String, Long> selected,
        Map<String, Tally> tallies,
        long late,
        long future,
        long labelled,
        long truePositives) {

    public AnalysisCounts {
        flaggedByLayer = Collections.unmodifiableMap(new LinkedHashMap<>(flaggedByLayer));
        selected = Collections.unmodifiableMap(new LinkedHashMap<>(selected));
        tallies = Collections.unmodifiableMap(new LinkedHashMap<>(tallies));
    }
}
