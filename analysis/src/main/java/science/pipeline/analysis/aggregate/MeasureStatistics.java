package science.pipeline.analysis.aggregate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The values of a measure in a window, as they are published.
 *
 * @param name of the field or quantity
 * @param unit of its values; empty for none
 * @param all of all events that have it
 * @param groups of those of each particle type, then of each detector, by the name of the grouping, as
 *     {@code by_detector}; without groupings that the schema does not have
 */
public record MeasureStatistics(String name, String unit, Summary all, Map<String, SortedMap<String, Summary>> groups) {

    /**
     * Values of a group of events. Without values there is nothing but the count.
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

        static Summary of(ValueAccumulator values) {
            Moments moments = values.moments;
            Histogram histogram = Histogram.of(values);
            if (moments.count() == 0) {
                return new Summary(0, null, null, null, null, null, null, null, histogram);
            }
            return new Summary(
                    moments.count(),
                    moments.mean(),
                    moments.standardDeviation(),
                    moments.min(),
                    moments.max(),
                    Percentiles.of(50, values),
                    Percentiles.of(95, values),
                    Percentiles.of(99, values),
                    histogram);
        }
    }

    /**
     * Four bins of equal width in each octave, from the first to the last that holds something.
     *
     * <p>Where something lies below −2<sup>-10</sup>, the same bins go on mirrored, and what is nearer to zero is in
     * one bin between them.
     *
     * @param edges of the bins, one more than there are bins, in the measure's unit; empty without any
     * @param counts values in each bin, its lower edge included (below zero, its upper edge)
     * @param underflow values below 2<sup>-10</sup>; of mirrored bins, below −2<sup>30</sup>
     * @param overflow values from 2<sup>30</sup> on
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

        static Histogram of(ValueAccumulator values) {
            LogHistogram below = values.below;
            int farthest = below == null ? -1 : below.lastOccupied(LogBins.OVERFLOW);
            return below == null || farthest < 0 ? of(values.histogram) : mirrored(below, values.histogram);
        }

        private static Histogram of(LogHistogram fine) {
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

        private static Histogram mirrored(LogHistogram below, LogHistogram above) {
            List<Double> edges = new ArrayList<>();
            List<Long> counts = new ArrayList<>();
            int farthest = below.lastOccupied(LogBins.OVERFLOW - 1);
            int last = above.lastOccupied(LogBins.OVERFLOW - 1);
            // Without anything from zero on they end where those below zero do.
            int nearest = last < 0 && farthest >= 0 ? bin(below.nextOccupied(LogBins.FIRST)) : 0;
            int begin = farthest < 0 ? -1 : bin(farthest);
            for (int bin = begin; bin >= nearest; bin--) {
                edges.add(-EDGES.get(bin + 1));
                counts.add(below.count(fine(bin), fine(bin + 1)));
            }
            edges.add(-EDGES.get(nearest));
            if (last >= 0) {
                counts.add(above.count(LogBins.UNDERFLOW));
                edges.add(EDGES.get(0));
            }
            for (int bin = 0; last >= LogBins.FIRST && bin <= bin(last); bin++) {
                counts.add(above.count(fine(bin), fine(bin + 1)));
                edges.add(EDGES.get(bin + 1));
            }
            return new Histogram(edges, counts, below.count(LogBins.OVERFLOW), above.count(LogBins.OVERFLOW));
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

    public MeasureStatistics {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    }

    static MeasureStatistics of(MeasureSum sum, EventCounts events) {
        // Every event has one particle type: their histograms add up to that of all, which is therefore not kept.
        ValueAccumulator all = new ValueAccumulator();
        all.moments.merge(sum.all);
        sum.byParticleType.values().forEach(all::addBins);
        Map<String, SortedMap<String, Summary>> groups = new LinkedHashMap<>();
        if (!events.particleTypeField().isEmpty()) {
            groups.put(Grouping.PARTICLE_TYPE.by(events.particleTypeField()), summaries(sum.byParticleType));
        }
        if (!events.detectorField().isEmpty()) {
            groups.put(Grouping.DETECTOR.by(events.detectorField()), summaries(sum.byDetector));
        }
        return new MeasureStatistics(sum.name, sum.unit, Summary.of(all), groups);
    }

    private static SortedMap<String, Summary> summaries(SortedMap<String, ValueAccumulator> groups) {
        SortedMap<String, Summary> summaries = new TreeMap<>();
        groups.forEach((name, values) -> summaries.put(name, Summary.of(values)));
        return Collections.unmodifiableSortedMap(summaries);
    }
}
