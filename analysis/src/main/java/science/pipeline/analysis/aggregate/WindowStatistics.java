package science.pipeline.analysis.aggregate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventTime;

/**
 * Statistics of a window over all partitions, as they are published.
 *
 * @param windowStart as on the wire, {@code 2026-01-16T10:23:40.000000}; none for what is outside of all windows
 * @param windowEnd excluded, as on the wire; none for what is outside of all windows
 * @param totalEvents accepted events
 * @param anomalyCount those of them that are flagged
 * @param labelledCount those of them that bear the sender's label
 * @param distributions events by particle type, then by detector, each under its name, as
 *     {@code detector_distribution}; without those that the schema does not have
 * @param selected events by selection
 * @param rejected records that were rejected meanwhile
 * @param complete whether every partition has closed the window
 * @param revision how often it was published before
 * @param measures values of the events, the main measure first
 * @param histograms those that are configured, in their order; around a change of the configuration also those before
 */
public record WindowStatistics(
        @Nullable String windowStart,
        @Nullable String windowEnd,
        long totalEvents,
        long anomalyCount,
        long labelledCount,
        Map<String, SortedMap<String, Long>> distributions,
        SortedMap<String, Long> selected,
        long rejected,
        boolean complete,
        int revision,
        List<MeasureStatistics> measures,
        List<HistogramStatistics> histograms) {

    public WindowStatistics {
        distributions = Collections.unmodifiableMap(new LinkedHashMap<>(distributions));
        measures = List.copyOf(measures);
        selected = Collections.unmodifiableSortedMap(new TreeMap<>(selected));
        histograms = List.copyOf(histograms);
    }

    /**
     * A window over all partitions: counts and bins exactly as if there had been one partition, sums in the order of
     * the partitions. Not complete, and never published before; {@link #as} says otherwise.
     *
     * @param contributions one or more, all with the same start or all outside, in ascending order of their partitions
     */
    public static WindowStatistics of(List<WindowContribution> contributions) {
        WindowSum sum = WindowSum.of(contributions);
        boolean isOutside = contributions.get(0).isOutside();
        return new WindowStatistics(
                isOutside ? null : EventTime.format(sum.startMicros),
                isOutside ? null : EventTime.format(sum.endMicros),
                sum.events.all(),
                sum.flagged,
                sum.labelled,
                distributions(sum.events),
                sum.selected,
                sum.rejected,
                false,
                0,
                sum.measures.values().stream()
                        .map(measure -> MeasureStatistics.of(measure, sum.events))
                        .toList(),
                sum.histograms.all().stream().map(HistogramStatistics::of).toList());
    }

    /** The same statistics, published otherwise. */
    public WindowStatistics as(boolean isComplete, int atRevision) {
        return new WindowStatistics(
                windowStart,
                windowEnd,
                totalEvents,
                anomalyCount,
                labelledCount,
                distributions,
                selected,
                rejected,
                isComplete,
                atRevision,
                measures,
                histograms);
    }

    private static Map<String, SortedMap<String, Long>> distributions(EventCounts events) {
        Map<String, SortedMap<String, Long>> distributions = new LinkedHashMap<>();
        if (!events.particleTypeField().isEmpty()) {
            distributions.put(Grouping.PARTICLE_TYPE.distribution(events.particleTypeField()), events.byParticleType());
        }
        if (!events.detectorField().isEmpty()) {
            distributions.put(Grouping.DETECTOR.distribution(events.detectorField()), events.byDetector());
        }
        return distributions;
    }
}
