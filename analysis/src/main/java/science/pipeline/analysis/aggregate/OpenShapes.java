package science.pipeline.analysis.aggregate;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import science.pipeline.event.NameTable;

/** The shapes of a window to which rows still come. Detectors go by code. */
final class OpenShapes {

    /** Of the detectors that appear later than so many others there are none. */
    private static final int MOST_DETECTORS = 256;

    /** With one bin more, of what is in none. */
    private long[][] byDetector = {};

    /** Of the detectors of which there are none: nobody looks. */
    private final long[] ignored = new long[Shape.BINS + 1];

    /** Adds the rows {@code [from, to)} of a batch. */
    void add(ShapeSlots slots, NameTable detectors, int[] codes, int from, int to) {
        grow(detectors);
        long[][] counts = byDetector;
        for (int[] bins : slots.bins) {
            for (int i = from; i < to; i++) {
                counts[codes[i]][bins[i]]++;
            }
        }
    }

    private void grow(NameTable detectors) {
        int known = byDetector.length;
        if (known < detectors.size()) {
            byDetector = Arrays.copyOf(byDetector, detectors.size());
            for (int code = known; code < byDetector.length; code++) {
                boolean counts = code != NameTable.OTHER && code <= MOST_DETECTORS;
                byDetector[code] = counts ? new long[Shape.BINS + 1] : ignored;
            }
        }
    }

    void clear() {
        for (long[] counts : byDetector) {
            Arrays.fill(counts, 0);
        }
    }

    /** What it holds now, under names. */
    SortedMap<String, ShapeCounts> counts(NameTable detectors) {
        SortedMap<String, ShapeCounts> counts = new TreeMap<>();
        for (int code = 0; code < byDetector.length; code++) {
            ShapeCounts ofDetector = ShapeCounts.of(byDetector[code]);
            if (byDetector[code] != ignored && !ofDetector.isEmpty()) {
                counts.put(detectors.name(code), ofDetector);
            }
        }
        return counts;
    }

    /** Takes up what a saved window held. */
    void resume(SortedMap<String, ShapeCounts> saved, NameTable detectors) {
        saved.keySet().forEach(detectors::code);
        grow(detectors);
        saved.forEach((name, counts) -> {
            counts.addTo(byDetector[detectors.code(name)]);
        });
    }
}
