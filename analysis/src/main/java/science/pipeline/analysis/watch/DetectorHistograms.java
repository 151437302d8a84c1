package science.pipeline.analysis.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import science.pipeline.analysis.aggregate.Shape;
import science.pipeline.analysis.aggregate.ValueSpectrum;
import science.pipeline.analysis.aggregate.WindowContribution;

/**
 * One histogram of a window, for each detector.
 *
 * @param name of the measure or the shape
 * @param bins how many it has
 * @param isOrdered whether neighbouring bins hold what is alike
 * @param byDetector the counts
 */
record DetectorHistograms(String name, int bins, boolean isOrdered, SortedMap<String, BinCounts> byDetector) {

    /** All that a window has, of its measures and its shapes: of detectors that have shapes, which bounds them. */
    static List<DetectorHistograms> of(WindowContribution window) {
        List<DetectorHistograms> histograms = new ArrayList<>();
        for (String measure : window.measureNames()) {
            SortedMap<String, BinCounts> byDetector = new TreeMap<>();
            window.byDetector(measure).forEach((name, spectrum) -> {
                if (window.shapes().containsKey(name)) {
                    byDetector.put(name, counts(spectrum));
                }
            });
            histograms.add(new DetectorHistograms(measure, ValueSpectrum.BINS, true, byDetector));
        }
        SortedMap<String, long[]> shapes = new TreeMap<>();
        window.shapes().forEach((name, counts) -> shapes.put(name, counts.ofAll()));
        for (Shape shape : Shape.values()) {
            SortedMap<String, BinCounts> byDetector = new TreeMap<>();
            shapes.forEach((name, counts) -> byDetector.put(name, BinCounts.of(shape.of(counts))));
            histograms.add(new DetectorHistograms(shape.label, shape.bins, shape.isOrdered(), byDetector));
        }
        return histograms;
    }

    private static BinCounts counts(ValueSpectrum spectrum) {
        long[] counts = new long[ValueSpectrum.BINS];
        spectrum.addTo(counts);
        return BinCounts.of(counts);
    }
}
