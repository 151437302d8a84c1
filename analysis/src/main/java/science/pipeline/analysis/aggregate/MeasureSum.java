package science.pipeline.analysis.aggregate;

import java.util.SortedMap;
import java.util.TreeMap;

/** The values of one measure while those of several partitions are added up. */
final class MeasureSum {

    final String name;
    final String unit;
    final Moments all = new Moments();
    final SortedMap<String, ValueAccumulator> byParticleType = new TreeMap<>();
    final SortedMap<String, ValueAccumulator> byDetector = new TreeMap<>();

    MeasureSum(String name, String unit) {
        this.name = name;
        this.unit = unit;
    }

    void add(MeasuredValues next) {
        all.merge(next.all());
        add(byParticleType, next.byParticleType());
        add(byDetector, next.byDetector());
    }

    private static void add(SortedMap<String, ValueAccumulator> sums, SortedMap<String, ValueSpectrum> groups) {
        groups.forEach((group, values) ->
                sums.computeIfAbsent(group, absent -> new ValueAccumulator()).add(values));
    }

    /** The sum, for those who pass it on. */
    MeasuredValues values() {
        return new MeasuredValues(name, unit, all, spectra(byParticleType), spectra(byDetector));
    }

    private static SortedMap<String, ValueSpectrum> spectra(SortedMap<String, ValueAccumulator> sums) {
        SortedMap<String, ValueSpectrum> spectra = new TreeMap<>();
        sums.forEach((group, sum) -> spectra.put(group, sum.spectrum()));
        return spectra;
    }
}
