package science.pipeline.analytics.observe;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The figures of all partitions at one moment.
 *
 * @param spectra events by the {@link MeasureBins} of each measure
 * @param scores events by bins of a quarter
 * @param particles events by particle type
 * @param detectors events by detector
 * @param flaggedByDetector flagged ones
 */
record Totals(
        List<long[]> spectra,
        long[] scores,
        Map<String, Long> particles,
        Map<String, Long> detectors,
        Map<String, Long> flaggedByDetector) {

    static Totals of(List<Measure> measures, Collection<PartitionFigures> partitions) {
        Totals totals = new Totals(
                measures.stream()
                        .map(measure -> new long[measure.bins().count()])
                        .toList(),
                new long[PartitionFigures.SCORE_BINS],
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
        for (PartitionFigures figures : partitions) {
            figures.addSpectraTo(totals.spectra);
            figures.addScoresTo(totals.scores);
            figures.addParticlesTo(totals.particles);
            figures.addDetectorsTo(totals.detectors);
            figures.addFlaggedTo(totals.flaggedByDetector);
        }
        return totals;
    }

    /** What came since then. */
    Totals minus(Totals before) {
        return new Totals(
                IntStream.range(0, spectra.size())
                        .mapToObj(i -> minus(spectra.get(i), before.spectra.get(i)))
                        .toList(),
                minus(scores, before.scores),
                minus(particles, before.particles),
                minus(detectors, before.detectors),
                minus(flaggedByDetector, before.flaggedByDetector));
    }

    private static long[] minus(long[] now, long[] before) {
        long[] difference = new long[now.length];
        for (int i = 0; i < now.length; i++) {
            difference[i] = now[i] - before[i];
        }
        return difference;
    }

    private static Map<String, Long> minus(Map<String, Long> now, Map<String, Long> before) {
        Map<String, Long> difference = new TreeMap<>();
        now.forEach((name, count) -> difference.put(name, count - before.getOrDefault(name, 0L)));
        return difference;
    }
}
