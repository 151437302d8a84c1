package science.pipeline.benchmarks.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two panels a sample, as SVG: recall against the rate of false positives (logarithmic), a line a method; and what the
 * layers flag of each kind of fault.
 */
final class Plot {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 220;
    private static final int MARGIN = 48;
    private static final double LOWEST_RATE = 1e-5;
    private static final int POINTS = 60;
    private static final List<String> COLOURS = List.of("#1f77b4", "#d62728", "#7f7f7f");

    private final List<String> panels = new ArrayList<>();
    private final StringBuilder lines = new StringBuilder();
    private int methods;

    void method(String name, Curve curve) {
        String colour = COLOURS.get(methods % COLOURS.size());
        StringBuilder points = new StringBuilder();
        for (int i = 0; i <= POINTS; i++) {
            double place = (double) i / POINTS;
            double rate = LOWEST_RATE * Math.pow(1 / LOWEST_RATE, place);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", place * WIDTH, HEIGHT * (1 - curve.recallAt(rate))));
        }
        lines.append(
                String.format("<polyline fill='none' stroke='%s' stroke-width='2' points='%s'/>%n", colour, points));
        lines.append(String.format(
                "<text x='%d' y='%d' fill='%s' text-anchor='end'>%s</text>%n",
                WIDTH - 6, HEIGHT - 44 + 16 * methods, colour, name));
        methods++;
    }

    /** Ends a sample's panels. */
    void sample(String title, Sample sample, Scored layers, List<Fault> kinds) {
        StringBuilder panel = new StringBuilder();
        panel.append(String.format("<rect width='%d' height='%d' fill='none' stroke='#999'/>%n", WIDTH, HEIGHT));
        panel.append(String.format("<text x='0' y='-8'>%s</text>%n", title));
        for (int power = -5; power <= 0; power++) {
            panel.append(String.format(
                    "<text x='%d' y='%d' text-anchor='middle'>1e%d</text>%n",
                    (power + 5) * WIDTH / 5, HEIGHT + 16, power));
        }
        for (int tenths = 0; tenths <= 10; tenths += 2) {
            panel.append(String.format(
                    Locale.ROOT,
                    "<text x='-6' y='%d' text-anchor='end'>%.1f</text>%n",
                    HEIGHT - tenths * HEIGHT / 10 + 4,
                    tenths / 10.0));
        }
        panel.append(lines);
        panels.add(panel.toString());
        panels.add("<text x='0' y='-8'>found at 100 flags per million, by kind and layer</text>\n"
                + KindBars.panel(sample, layers, kinds, WIDTH));
        lines.setLength(0);
        methods = 0;
    }

    String svg() {
        int width = WIDTH + 2 * MARGIN;
        int height = HEIGHT + 2 * MARGIN;
        int rows = (panels.size() + 1) / 2;
        StringBuilder svg = new StringBuilder(String.format(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' font-size='12'>%n",
                2 * width, rows * height));
        svg.append("<rect width='100%' height='100%' fill='white'/>\n");
        for (int i = 0; i < panels.size(); i++) {
            svg.append(String.format(
                    "<g transform='translate(%d,%d)'>%n%s</g>%n",
                    MARGIN + i % 2 * width, MARGIN / 2 + i / 2 * height, panels.get(i)));
        }
        return svg.append("</svg>\n").toString();
    }
}
