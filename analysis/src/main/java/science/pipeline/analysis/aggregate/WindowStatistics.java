package science.pipeline.analysis.aggregate;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventTime;

/**
 * Statistics of a window over all partitions, as they are published; in JSON, names are in snake case.
 *
 * @param windowStart as on the wire, {@code 2026-01-16T10:23:40.000000}; none for what is outside of all windows
 * @param windowEnd excluded, as on the wire; none for what is outside of all windows
 * @param totalEvents accepted events
 * @param anomalyCount those of them that are flagged
 * @param labelledCount those of them that bear the sender's label
 * @param particleDistribution events by particle type
 * @param detectorDistribution events by detector
 * @param selected events by selection
 * @param rejected records that were rejected meanwhile
 * @param complete whether every partition has closed the window
 * @param revision how often it was published before
 * @param energyGev energies of the events
 * @param histograms those that are configured, in their order; around a change of the configuration also those before
 */
public record WindowStatistics(
        @Nullable String windowStart,
        @Nullable String windowEnd,
        long totalEvents,
        long anomalyCount,
        long labelledCount,
        SortedMap<String, Long> particleDistribution,
        SortedMap<String, Long> detectorDistribution,
        SortedMap<String, Long> selected,
        long rejected,
        boolean complete,
        int revision,
        EnergyStatistics energyGev,
        List<HistogramStatistics> histograms) {

    public WindowStatistics {
        particleDistribution = Collections.unmodifiableSortedMap(new TreeMap<>(particleDistribution));
        detectorDistribution = Collections.unmodifiableSortedMap(new TreeMap<>(detectorDistribution));
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
                sum.energy.count(),
                sum.flagged,
                sum.labelled,
                counts(sum.byParticleType),
                counts(sum.byDetector),
                sum.selected,
                sum.rejected,
                false,
                0,
                EnergyStatistics.of(sum),
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
                particleDistribution,
                detectorDistribution,
                selected,
                rejected,
                isComplete,
                atRevision,
                energyGev,
                histograms);
    }

    private static SortedMap<String, Long> counts(SortedMap<String, EnergyAccumulator> groups) {
        SortedMap<String, Long> counts = new TreeMap<>();
        groups.forEach((name, energies) -> counts.put(name, energies.moments.count()));
        return counts;
    }
}
