package science.pipeline.analysis.watch;

/** A histogram of one detector in one window, and what was expected of it. */
record Compared(LearntShape shape, BinCounts counts, Groups groups, double[] observed, double[] expected) {

    static Compared of(LearntShape shape, BinCounts counts) {
        Groups groups = shape.groups(counts.events());
        return new Compared(shape, counts, groups, counts.sums(groups), shape.expected(groups, counts.events()));
    }

    long events() {
        return counts.events();
    }
}
