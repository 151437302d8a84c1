package science.pipeline.analytics.observe;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;

/**
 * What the page wants to know of the events of one partition since this process owns it: only counts that grow, so that
 * whatever is shown of the last minute is a difference of two looks. Written by the partition's thread, with plain
 * reads and opaque writes, which cost no more than those of a field; read by the pulse.
 */
final class PartitionFigures {

    /** Score bins are a quarter wide and end with one for all beyond. */
    static final int SCORE_BINS = 81;

    private static final int HUNDREDTHS_PER_SCORE_BIN = 25;

    private final List<Measure> measures;
    private final List<AtomicLongArray> spectra;
    private final AtomicLongArray score = new AtomicLongArray(SCORE_BINS);
    private final NamedCounts particles = new NamedCounts();
    private final NamedCounts detectors = new NamedCounts();
    private final NamedCounts flaggedByDetector = new NamedCounts();

    /** Counts by code, and the names of the codes as far as they are needed. */
    private static final class NamedCounts {
        private volatile List<String> names = List.of();
        private volatile AtomicLongArray counts = new AtomicLongArray(16);

        /** Makes room for all codes of the table. */
        void fit(NameTable table) {
            if (names.size() < table.size()) {
                if (counts.length() < table.size()) {
                    AtomicLongArray larger = new AtomicLongArray(table.size() * 2);
                    for (int code = 0; code < counts.length(); code++) {
                        larger.setPlain(code, counts.getPlain(code));
                    }
                    counts = larger;
                }
                names = table.names();
            }
        }

        void add(int code) {
            increment(counts, code);
        }

        void addTo(Map<String, Long> sums) {
            List<String> known = names;
            AtomicLongArray found = counts;
            for (int code = 0; code < known.size(); code++) {
                long count = found.getOpaque(code);
                if (count > 0) {
                    sums.merge(known.get(code), count, Long::sum);
                }
            }
        }
    }

    PartitionFigures(List<Measure> measures) {
        this.measures = measures;
        spectra = measures.stream()
                .map(measure -> new AtomicLongArray(measure.bins().count()))
                .toList();
    }

    void count(EventBatch batch, Verdicts verdicts) {
        for (int i = 0; i < spectra.size(); i++) {
            count(
                    batch.numbers[measures.get(i).slot()],
                    batch.size(),
                    measures.get(i).bins(),
                    spectra.get(i));
        }
        particles.fit(batch.names.particleTypes());
        detectors.fit(batch.names.detectors());
        flaggedByDetector.fit(batch.names.detectors());
        for (int row = 0; row < batch.size(); row++) {
            increment(score, Math.min(verdicts.scoreHundredths[row] / HUNDREDTHS_PER_SCORE_BIN, SCORE_BINS - 1));
            particles.add(batch.particleType[row]);
            detectors.add(batch.detector[row]);
            if (verdicts.flagged[row]) {
                flaggedByDetector.add(batch.detector[row]);
            }
        }
    }

    private static void count(double[] values, int size, MeasureBins bins, AtomicLongArray spectrum) {
        for (int row = 0; row < size; row++) {
            int bin = bins.of(values[row]);
            if (bin != MeasureBins.NONE) {
                increment(spectrum, bin);
            }
        }
    }

    private static void increment(AtomicLongArray counts, int index) {
        counts.setOpaque(index, counts.getPlain(index) + 1);
    }

    void addSpectraTo(List<long[]> sums) {
        for (int i = 0; i < spectra.size(); i++) {
            add(spectra.get(i), sums.get(i));
        }
    }

    void addScoresTo(long[] sums) {
        add(score, sums);
    }

    private static void add(AtomicLongArray counts, long[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += counts.getOpaque(i);
        }
    }

    void addParticlesTo(Map<String, Long> sums) {
        particles.addTo(sums);
    }

    void addDetectorsTo(Map<String, Long> sums) {
        detectors.addTo(sums);
    }

    void addFlaggedTo(Map<String, Long> sums) {
        flaggedByDetector.addTo(sums);
    }
}
