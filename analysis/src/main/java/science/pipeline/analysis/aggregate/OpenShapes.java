package science.pipeline.analysis.aggregate;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import science.pipeline.event.NameTable;

/** The shapes of a window to which rows still come. Detectors go by code. */
final class OpenShapes {

    /** Of the detectors that appear later than so many others there are none. */
    private static final int MOST_DETECTORS = 256;

    private long[][] byDetector = {};

    /** Adds the rows {@code [from, to)} of a batch. */
    void add(ShapeSlots slots, NameTable detectors, int[] codes, int from, int to) {
        grow(detectors);
        for (int[] bins : slots.bins) {
            for (int i = from; i < to; i++) {
                int code = codes[i];
                if (code < byDetector.length && code != NameTable.OTHER && bins[i] != ShapeSlots.NONE) {
                    byDetector[code][bins[i]]++;
                }
            }
        }
    }

    private void grow(NameTable detectors) {
        int known = byDetector.length;
        int wanted = Math.min(detectors.size(), MOST_DETECTORS + 1);
        if (known < wanted) {
            byDetector = Arrays.copyOf(byDetector, wanted);
            for (int code = known; code < wanted; code++) {
                byDetector[code] = new long[Shape.BINS];
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
            if (!ofDetector.isEmpty()) {
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
            int code = detectors.code(name);
            if (code < byDetector.length) {
                counts.addTo(byDetector[code]);
            }
        });
    }
}
