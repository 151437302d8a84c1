package science.pipeline.benchmarks.detection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import science.pipeline.analysis.detect.DetectionConfiguration;

/** What the layers find of each group of faults in each source, by seed. */
final class Matrix {

    private static final double FAULTY = 0.012;
    private static final double RATE = 1e-3;

    private final Report report;
    private final Path cms;
    private final int events;
    private final int seeds;
    private final List<Source> sources;

    /** @param events of each stream */
    Matrix(Report report, Path cms, List<Source> sources, int events, int seeds) {
        this.sources = sources;
        this.report = report;
        this.cms = cms;
        this.events = events;
        this.seeds = seeds;
    }

    /** Averages over sources, by group; each source and kind on the way. */
    void evaluate(DetectionConfiguration configuration, boolean details) throws IOException {
        for (Fault.Group group : Fault.Group.values()) {
            List<Figure> all = new ArrayList<>();
            Map<Fault, Map<Source, List<Figure>>> ofKinds = new TreeMap<>();
            for (Source source : sources) {
                List<Figure> ofSource = new ArrayList<>();
                for (int seed = 1; seed <= seeds; seed++) {
                    Sample sample = sample(source, group, seed);
                    Scored scored = new Layers(configuration, sample.schema()).score(sample);
                    ofSource.add(Figure.of(Report.curve(sample, scored, null)));
                    for (Fault kind : kinds(source, group)) {
                        ofKinds.computeIfAbsent(kind, absent -> new TreeMap<>())
                                .computeIfAbsent(source, absent -> new ArrayList<>())
                                .add(Figure.of(Report.curve(sample, scored, kind)));
                    }
                }
                all.addAll(ofSource);
                if (details) {
                    line(group + " " + source.label(), ofSource);
                }
            }
            line(group + ", all sources", all);
            if (details) {
                ofKinds.forEach((kind, bySource) -> bySource.forEach(
                        (source, figures) -> line("    " + kind.label() + ", " + source.label(), figures)));
            }
        }
    }

    /** Average precision, and recall at a false-positive rate of 1e-3. */
    private record Figure(double precision, double recall) {

        static Figure of(Curve curve) {
            return new Figure(curve.averagePrecision(), curve.recallAt(RATE));
        }
    }

    private Sample sample(Source source, Fault.Group group, int seed) throws IOException {
        return Injection.inject(
                source.label(),
                source.schema(),
                source.events(cms, events, seed),
                Printing.SIX_DIGITS,
                FAULTY,
                kinds(source, group),
                100 + seed);
    }

    private static List<Fault> kinds(Source source, Fault.Group group) {
        return group.kinds().stream()
                .filter(kind -> source.hasMomenta() || !kind.needsMomenta())
                .toList();
    }

    private void line(String name, List<Figure> figures) {
        var precisions = figures.stream().mapToDouble(Figure::precision).summaryStatistics();
        var recalls = figures.stream().mapToDouble(Figure::recall).summaryStatistics();
        report.line(
                "%-52s AP %.3f (%.3f to %.3f)  recall %.3f (%.3f to %.3f)",
                name,
                precisions.getAverage(),
                precisions.getMin(),
                precisions.getMax(),
                recalls.getAverage(),
                recalls.getMin(),
                recalls.getMax());
    }
}
