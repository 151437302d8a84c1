package science.pipeline.dataset.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.aggregate.HistogramStatistics;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.aggregate.WindowStatistics;
import science.pipeline.dataset.compare.Difference.Change;
import science.pipeline.dataset.compare.Difference.What;
import science.pipeline.dataset.windows.CumulativeHistograms;
import science.pipeline.dataset.windows.MergedWindows;

/** Goes through the merged windows and the histograms of two datasets side by side. */
final class StatisticsWalk {

    private final Comparison.Taker taker;

    StatisticsWalk(Comparison.Taker taker) {
        this.taker = taker;
    }

    void run(Contents a, Contents b) throws IOException {
        MergedWindows windowsOfA = a.windows();
        MergedWindows windowsOfB = b.windows();
        compare("outside", window(windowsOfA.outside()), window(windowsOfB.outside()));
        Window nextOfA = next(windowsOfA);
        Window nextOfB = next(windowsOfB);
        while (nextOfA != null || nextOfB != null) {
            long start = Math.min(start(nextOfA), start(nextOfB));
            Window hereOfA = start(nextOfA) == start ? nextOfA : null;
            Window hereOfB = start(nextOfB) == start ? nextOfB : null;
            compare(name(hereOfA == null ? hereOfB : hereOfA), hereOfA, hereOfB);
            nextOfA = hereOfA == null ? nextOfA : next(windowsOfA);
            nextOfB = hereOfB == null ? nextOfB : next(windowsOfB);
        }
        histograms(named(a), named(b));
    }

    /**
     * @param json all that its file says
     * @param counts what is told of it
     */
    private record Window(long startMicros, @Nullable String name, String json, String counts) {}

    private static @Nullable Window next(MergedWindows windows) throws IOException {
        return windows.hasNext() ? window(windows.next()) : null;
    }

    private static @Nullable Window window(List<WindowContribution> parts) {
        if (parts.isEmpty()) {
            return null;
        }
        WindowStatistics merged = WindowStatistics.of(parts);
        String counts = merged.totalEvents() + " events " + merged.anomalyCount() + " flagged " + merged.rejected()
                + " rejected";
        String json = new String(Fingerprint.text(parts), StandardCharsets.UTF_8);
        return new Window(parts.get(0).startMicros(), merged.windowStart(), json, counts);
    }

    private static long start(@Nullable Window window) {
        return window == null ? Long.MAX_VALUE : window.startMicros();
    }

    private static String name(@Nullable Window window) {
        return String.valueOf(Objects.requireNonNull(window).name());
    }

    private void compare(String name, @Nullable Window a, @Nullable Window b) throws IOException {
        if (a == null && b == null) {
            return;
        }
        if (a == null || b == null) {
            tell(What.WINDOW, name, a == null ? "" : a.counts(), b == null ? "" : b.counts());
        } else if (!a.json().equals(b.json())) {
            tell(What.WINDOW, name, a.counts(), b.counts());
        }
    }

    /** Of one name there may be several, of earlier configurations. */
    private static Map<String, List<HistogramStatistics>> named(Contents contents) throws IOException {
        Map<String, List<HistogramStatistics>> histograms = new TreeMap<>();
        for (HistogramStatistics histogram : CumulativeHistograms.of(contents.commits(), List.of())) {
            histograms
                    .computeIfAbsent(histogram.name(), first -> new ArrayList<>())
                    .add(histogram);
        }
        return histograms;
    }

    private void histograms(Map<String, List<HistogramStatistics>> a, Map<String, List<HistogramStatistics>> b)
            throws IOException {
        TreeSet<String> names = new TreeSet<>(a.keySet());
        names.addAll(b.keySet());
        for (String name : names) {
            if (!Objects.equals(a.get(name), b.get(name))) {
                tell(What.HISTOGRAM, name, entries(a.get(name)), entries(b.get(name)));
            }
        }
    }

    private static String entries(@Nullable List<HistogramStatistics> histograms) {
        if (histograms == null) {
            return "";
        }
        long inBins = histograms.stream()
                .flatMap(histogram -> histogram.counts().stream())
                .mapToLong(Long::longValue)
                .sum();
        return inBins + " in bins";
    }

    private void tell(What what, String name, String a, String b) throws IOException {
        Change change = a.isEmpty() ? Change.GAINED : b.isEmpty() ? Change.LOST : Change.CHANGED;
        taker.take(new Difference(-1, -1, null, what, name, change, a, b));
    }
}
