package science.pipeline.analysis.watch;

/** A histogram of one detector in one window, and what was expected of it. */
record Compared(LearntShape shape, long[] counts, long events, Groups groups, double[] observed, double[] expected) {

    void addTo(double[] now, double[] usually) {
        double scale = events / shape.events();
        for (int bin = 0; bin < now.length; bin++) {
            now[bin] += counts[bin];
            usually[bin] += shape.past(bin) * scale;
        }
    }
}
