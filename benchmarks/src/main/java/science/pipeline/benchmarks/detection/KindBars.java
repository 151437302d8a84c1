package science.pipeline.benchmarks.detection;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import science.pipeline.analysis.detect.DetectionConfiguration;

/**
 * The share of faults that is flagged at 100 flags per million, a bar for each kind, cut by the layer that found it.
 */
final class KindBars {

    private static final int LABELS = 150;
    private static final int HEIGHT = 15;
    private static final List<String> COLOURS =
            List.of("#1f77b4", "#ff7f0e", "#2ca02c", "#9467bd", "#8c564b", "#e377c2", "#d62728", "#bcbd22", "#17becf");

    private KindBars() {}

    /** A panel as wide as this, as SVG. */
    static String panel(Sample sample, Scored scored, List<Fault> kinds, int width) {
        StringBuilder panel = new StringBuilder();
        int line = 0;
        for (Fault kind : kinds) {
            int[] events = IntStream.range(0, sample.size())
                    .filter(i -> sample.events().get(i).fault() == kind)
                    .toArray();
            panel.append(text(LABELS - 6, line, "end", "#000", kind.label()));
            panel.append(bar(scored, events, line, width - LABELS));
            line++;
        }
        int place = 0;
        for (String layer : DetectionConfiguration.LAYERS) {
            panel.append(
                    text(place % 3 * width / 3, line + 1 + place / 3, "start", colour(layer), layer.replace('_', ' ')));
            place++;
        }
        return panel.toString();
    }

    private static String bar(Scored scored, int[] events, int line, int width) {
        Map<String, Integer> byLayer =
                Report.byLayer(scored, IntStream.of(events).filter(i -> scored.flagged()[i]));
        StringBuilder bar = new StringBuilder();
        double left = LABELS;
        for (Map.Entry<String, Integer> part : byLayer.entrySet()) {
            double length = (double) width * part.getValue() / events.length;
            bar.append(String.format(
                    Locale.ROOT,
                    "<rect x='%.1f' y='%d' width='%.1f' height='%d' fill='%s'/>%n",
                    left,
                    line * (HEIGHT + 5),
                    length,
                    HEIGHT,
                    colour(part.getKey())));
            left += length;
        }
        return bar.append(String.format(
                        "<rect x='%d' y='%d' width='%d' height='%d' fill='none' stroke='#999'/>%n",
                        LABELS, line * (HEIGHT + 5), width, HEIGHT))
                .toString();
    }

    private static String text(int x, int line, String anchor, String colour, String words) {
        return String.format(
                "<text x='%d' y='%d' text-anchor='%s' fill='%s'>%s</text>%n",
                x, line * (HEIGHT + 5) + HEIGHT - 3, anchor, colour, words);
    }

    private static String colour(String layer) {
        int index = DetectionConfiguration.LAYERS.indexOf(layer);
        return index < 0 ? "#7f7f7f" : COLOURS.get(index % COLOURS.size());
    }
}
