package science.pipeline.analysis.aggregate;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import science.pipeline.analysis.histogram.Histograms;

/** Contributions to one window, or to what is outside of all windows, while they are added up. */
final class WindowSum {

    final long startMicros;
    long endMicros;
    long flagged;
    long labelled;
    long rejected;
    final SortedMap<String, Long> selected = new TreeMap<>();
    final Moments energy = new Moments();
    final SortedMap<String, EnergyAccumulator> byParticleType = new TreeMap<>();
    final SortedMap<String, EnergyAccumulator> byDetector = new TreeMap<>();
    final Histograms histograms = new Histograms(List.of());

    private WindowSum(long startMicros) {
        this.startMicros = startMicros;
        this.endMicros = startMicros;
    }

    /** @param contributions as {@link WindowContribution#sum} wants them */
    static WindowSum of(List<WindowContribution> contributions) {
        WindowSum sum = new WindowSum(contributions.get(0).startMicros());
        contributions.forEach(sum::add);
        return sum;
    }

    private void add(WindowContribution next) {
        if (next.startMicros() != startMicros) {
            throw new IllegalArgumentException(
                    "BUG: contributions to windows that start at " + startMicros + " and " + next.startMicros());
        }
        endMicros = Math.max(endMicros, next.endMicros());
        flagged += next.flagged();
        labelled += next.labelled();
        rejected += next.rejected();
        next.selected().forEach((name, count) -> selected.merge(name, count, Long::sum));
        energy.merge(next.energy());
        add(byParticleType, next.byParticleType());
        add(byDetector, next.byDetector());
        histograms.merge(next.histograms());
    }

    private static void add(SortedMap<String, EnergyAccumulator> sums, SortedMap<String, EnergySpectrum> groups) {
        groups.forEach((name, group) ->
                sums.computeIfAbsent(name, absent -> new EnergyAccumulator()).add(group));
    }

    /** The sum, for those who pass it on. */
    WindowContribution contribution() {
        return new WindowContribution(
                startMicros,
                endMicros,
                flagged,
                labelled,
                rejected,
                selected,
                energy,
                spectra(byParticleType),
                spectra(byDetector),
                histograms);
    }

    private static SortedMap<String, EnergySpectrum> spectra(SortedMap<String, EnergyAccumulator> sums) {
        SortedMap<String, EnergySpectrum> spectra = new TreeMap<>();
        sums.forEach((name, sum) -> spectra.put(name, sum.spectrum()));
        return spectra;
    }
}
