package science.pipeline.analysis.aggregate;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import science.pipeline.analysis.histogram.Histograms;

/** Windows made of the spectra of their detectors, for trials that need very many of them. */
public final class DetectorWindows {

    private static final long WINDOW_MICROS = 10_000_000;
    private static final long START = 1_768_559_020_000_000L;

    private DetectorWindows() {}

    /** Energies in bins, as one detector contributes them. */
    public static final class Spectrum {
        private final EnergyAccumulator energies = new EnergyAccumulator();

        public Spectrum add(double energy) {
            energies.add(energy, LogBins.of(energy));
            return this;
        }

        public void add(Spectrum other) {
            energies.add(other.energies.spectrum());
        }
    }

    /** The n-th window of a stream without pauses. */
    public static WindowContribution window(long number, Map<String, Spectrum> spectra) {
        SortedMap<String, EnergySpectrum> byDetector = new TreeMap<>();
        Moments all = new Moments();
        spectra.forEach((name, spectrum) -> {
            byDetector.put(name, spectrum.energies.spectrum());
            all.merge(spectrum.energies.moments);
        });
        long start = START + number * WINDOW_MICROS;
        return new WindowContribution(
                start,
                start + WINDOW_MICROS,
                0,
                0,
                0,
                new TreeMap<>(),
                all,
                new TreeMap<>(),
                byDetector,
                new Histograms(List.of()));
    }
}
