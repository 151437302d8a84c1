package science.pipeline.analysis.aggregate;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.histogram.Histograms;
import science.pipeline.schema.Schema;

/** Windows made of the spectra of their detectors, for trials that need very many of them. */
public final class DetectorWindows {

    private static final long WINDOW_MICROS = 10_000_000;
    private static final long START = 1_768_559_020_000_000L;

    private DetectorWindows() {}

    /** Energies in bins, as one detector contributes them. */
    public static final class Spectrum {
        private final ValueAccumulator energies = new ValueAccumulator();
        private @Nullable ValueSpectrum packed;

        public Spectrum add(double energy) {
            packed = null;
            energies.add(energy, LogBins.of(energy));
            return this;
        }

        public void add(Spectrum other) {
            packed = null;
            energies.add(other.packed());
        }

        /** Packed once: the same is added to very many others. */
        private ValueSpectrum packed() {
            if (packed == null) {
                packed = energies.spectrum();
            }
            return packed;
        }
    }

    /** The n-th window of a stream without pauses. */
    public static WindowContribution window(long number, Map<String, Spectrum> spectra) {
        SortedMap<String, ValueSpectrum> byDetector = new TreeMap<>();
        SortedMap<String, Long> events = new TreeMap<>();
        Moments all = new Moments();
        spectra.forEach((name, spectrum) -> {
            byDetector.put(name, spectrum.packed());
            events.put(name, spectrum.packed().count());
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
                EventCounts.of(Schema.byDefault(), all.count(), new TreeMap<>(), events),
                List.of(new MeasuredValues("energy_gev", "GeV", all, new TreeMap<>(), byDetector)),
                new Histograms(List.of()),
                new TreeMap<>());
    }
}
