package science.pipeline.benchmarks.detection;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Prints figures as tables of plain text. */
final class Report {

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void sample(Sample sample) {
        long faulty = sample.events().stream().filter(e -> e.fault() != null).count();
        line("%n%s: %,d events, %,d of them faulty", sample.name(), sample.size(), faulty);
        line("%-26s %7s %7s %9s %9s %12s", "method", "AP", "ROC", "R@1e-3", "R@1e-4", "events/s");
    }

    void method(Sample sample, Method method, Scored scored) {
        Curve all = curve(sample, scored, null);
        line(
                "%-26s %7.3f %7.4f %9.3f %9.3f %,12.0f",
                method.name(),
                all.averagePrecision(),
                all.rocArea(),
                all.recallAt(1e-3),
                all.recallAt(1e-4),
                1e9 / scored.nanosPerEvent());
    }

    /** Of the method that knows layers and a budget: recall by kind of fault, flags by layer. */
    void details(Sample sample, Scored scored, List<Fault> kinds) {
        int[] flagged = IntStream.range(0, sample.size())
                .filter(i -> scored.flagged()[i])
                .toArray();
        long right = IntStream.of(flagged).filter(i -> isFaulty(sample, i)).count();
        long faulty = IntStream.range(0, sample.size())
                .filter(i -> isFaulty(sample, i))
                .count();
        line(
                "at 100 flags per million: precision %.3f, recall %.3f, %d false flags of %,d clean events",
                (double) right / flagged.length,
                (double) right / faulty,
                flagged.length - right,
                sample.size() - faulty);
        line("  %-26s %7s %9s %9s %9s  %s", "kind", "AP", "R@1e-3", "R@1e-4", "flagged", "found by");
        for (Fault kind : kinds) {
            kind(sample, scored, kind);
        }
        line("  %-26s %s", "false flags", byLayer(scored, IntStream.of(flagged).filter(i -> !isFaulty(sample, i))));
    }

    private void kind(Sample sample, Scored scored, Fault kind) {
        Curve curve = curve(sample, scored, kind);
        int[] of = IntStream.range(0, sample.size())
                .filter(i -> sample.events().get(i).fault() == kind)
                .toArray();
        long flagged = IntStream.of(of).filter(i -> scored.flagged()[i]).count();
        line(
                "  %-26s %7.3f %9.3f %9.3f %9.3f  %s",
                kind.label(),
                curve.averagePrecision(),
                curve.recallAt(1e-3),
                curve.recallAt(1e-4),
                (double) flagged / of.length,
                byLayer(scored, IntStream.of(of).filter(i -> scored.flagged()[i])));
    }

    /** How many of the events each layer flagged. */
    static Map<String, Integer> byLayer(Scored scored, IntStream events) {
        Map<String, Integer> byLayer = new TreeMap<>();
        events.forEach(i -> byLayer.merge(scored.layers()[i], 1, Integer::sum));
        return byLayer;
    }

    /** @param kind the only one that counts as faulty; null for all */
    static Curve curve(Sample sample, Scored scored, @Nullable Fault kind) {
        return new Curve(
                scored.scores(),
                i -> kind == null
                        || !isFaulty(sample, i)
                        || kind == sample.events().get(i).fault(),
                i -> isFaulty(sample, i));
    }

    private static boolean isFaulty(Sample sample, int i) {
        return Objects.nonNull(sample.events().get(i).fault());
    }

    void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
