package science.pipeline.benchmarks.endtoend;

import java.util.Locale;
import java.util.Map;

/** A bar for each contestant, as SVG that is legible on light and dark pages. */
final class Chart {

    private static final int WIDTH = 760;
    private static final int BAR = 22;
    private static final int STEP = 34;
    private static final int LEFT = 310;
    private static final int LONGEST = 370;

    private Chart() {}

    /** @param values by label, in events a second, drawn in their order */
    static String bars(String title, Map<String, Double> values) {
        double largest =
                values.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        int height = STEP * (values.size() + 1) + 10;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
                        + "font-family=\"sans-serif\" font-size=\"13\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                height,
                WIDTH,
                height,
                title));
        svg.append("<style>text{fill:#24292f}@media(prefers-color-scheme:dark){text{fill:#e6edf3}}</style>\n");
        svg.append("<text x=\"%d\" y=\"22\" font-weight=\"bold\">%s</text>%n".formatted(LEFT, title));
        int y = STEP;
        for (Map.Entry<String, Double> bar : values.entrySet()) {
            svg.append(bar(bar.getKey(), bar.getValue(), largest, y));
            y += STEP;
        }
        return svg.append("</svg>\n").toString().replace("\r", "");
    }

    private static String bar(String label, double value, double largest, int y) {
        double width = value / largest * LONGEST;
        String colour = label.startsWith("the ") ? "#1f77b4" : "#8c959f";
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                        + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>"
                        + "<text x=\"%.1f\" y=\"%d\">%,.0f</text>%n",
                LEFT - 8,
                y + 16,
                label,
                LEFT,
                y,
                width,
                BAR,
                colour,
                LEFT + width + 6,
                y + 16,
                value / 1000);
    }
}
