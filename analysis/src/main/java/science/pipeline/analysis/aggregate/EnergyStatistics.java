package science.pipeline.analysis.aggregate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Energies of a window's events, GeV, as they are published.
 *
 * @param all of all events
 * @param byParticleType of those of each particle type
 * @param byDetector of those of each detector
 */
public record EnergyStatistics(
        Summary all, SortedMap<String, Summary> byParticleType, SortedMap<String, Summary> byDetector) {

    /**
     * Energies of a group of events. Without events there is nothing but the count.
     *
     * @param std sample standard deviation (over n − 1), 0 of a single event
     * @param p50 median; percentiles are nearest ranks, off by less than 1/32 of their value
     */
    public record Summary(
            long count,
            @Nullable Double mean,
            @Nullable Double std,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99,
            Histogram histogram) {

        static Summary of(Moments moments, LogHistogram fine) {
            Histogram histogram = Histogram.of(fine);
            if (moments.count() == 0) {
                return new Summary(0, null, null, null, null, null, null, null, histogram);
            }
            return new Summary(
                    moments.count(),
                    moments.mean(),
                    moments.standardDeviation(),
                    moments.min(),
                    moments.max(),
                    Percentiles.of(50, moments, fine),
                    Percentiles.of(95, moments, fine),
                    Percentiles.of(99, moments, fine),
                    histogram);
        }
    }

    /**
     * Four bins of equal width in each octave, from the first to the last that holds something.
     *
     * @param edges of the bins, one more than there are bins, GeV; empty without any
     * @param counts events in each bin, its lower edge included
     * @param underflow events below 2<sup>-10</sup> GeV
     * @param overflow events from 2<sup>30</sup> GeV on
     */
    public record Histogram(List<Double> edges, List<Long> counts, long underflow, long overflow) {

        private static final int FINE_PER_BIN = LogBins.PER_OCTAVE / 4;

        /** Of all bins: a group's are some of them that follow each other. */
        private static final List<Double> EDGES = IntStream.rangeClosed(0, bin(LogBins.OVERFLOW))
                .mapToObj(bin -> LogBins.lowerEdge(fine(bin)))
                .toList();

        public Histogram {
            edges = List.copyOf(edges);
            counts = List.copyOf(counts);
        }

        static Histogram of(LogHistogram fine) {
            List<Double> edges = List.of();
            List<Long> counts = new ArrayList<>();
            int last = fine.lastOccupied(LogBins.OVERFLOW - 1);
            if (last >= LogBins.FIRST) {
                int begin = bin(fine.nextOccupied(LogBins.FIRST));
                int end = bin(last) + 1;
                edges = EDGES.subList(begin, end + 1);
                for (int bin = begin; bin < end; bin++) {
                    counts.add(fine.count(fine(bin), fine(bin + 1)));
                }
            }
            return new Histogram(edges, counts, fine.count(LogBins.UNDERFLOW), fine.count(LogBins.OVERFLOW));
        }

        /** The bin that a fine one lies in. */
        private static int bin(int fine) {
            return (fine - LogBins.FIRST) / FINE_PER_BIN;
        }

        /** The first fine one of a bin. */
        private static int fine(int bin) {
            return LogBins.FIRST + bin * FINE_PER_BIN;
        }
    }

    public EnergyStatistics {
        byParticleType = Collections.unmodifiableSortedMap(new TreeMap<>(byParticleType));
        byDetector = Collections.unmodifiableSortedMap(new TreeMap<>(byDetector));
    }

    static EnergyStatistics of(WindowSum sum) {
        // Every event has one particle type: their histograms add up to that of all, which is therefore not kept.
        LogHistogram all = new LogHistogram();
        sum.byParticleType.values().forEach(energies -> all.add(energies.histogram));
        return new EnergyStatistics(
                Summary.of(sum.energy, all), summaries(sum.byParticleType), summaries(sum.byDetector));
    }

    private static SortedMap<String, Summary> summaries(SortedMap<String, EnergyAccumulator> groups) {
        SortedMap<String, Summary> summaries = new TreeMap<>();
        groups.forEach((name, energies) -> summaries.put(name, Summary.of(energies.moments, energies.histogram)));
        return summaries;
    }
}
