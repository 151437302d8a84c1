package science.pipeline.benchmarks.detection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.detect.Flags;
import science.pipeline.event.EventBatch;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/** How many events of a stream without faults are flagged, against the budget. */
final class CleanStreams {

    private static final double[] BUDGETS = {1000, 100, 10};

    private final Report report;

    CleanStreams(Report report) {
        this.report = report;
    }

    /**
     * @param count events of each stream; of those whose kinematics never close, at most a million
     * @param cms folder of recorded tables; null for none
     */
    void check(long count, @Nullable Path cms) throws IOException {
        report.line(
                "%n%-34s %12s %10s %9s %7s  %s", "clean stream", "events", "per million", "expected", "flags", "by");
        for (double budget : BUDGETS) {
            Schema schema = Schema.byDefault();
            run("synthetic, exact", budget, count, schema, SyntheticStreams.exactSource(7)::next);
            run("synthetic, smeared", budget, count, schema, SyntheticStreams.smearedSource(7)::next);
            for (int seed = 1; seed <= 3; seed++) {
                String name = "never closing, seed " + seed;
                run(name, budget, Math.min(count, 1_000_000), schema, new SeedLikeStreams(seed)::next);
            }
            if (cms != null) {
                for (Source source : Source.values()) {
                    run(source.label(), budget, count, source.schema(), source.stream(cms, 7)::next);
                }
            }
        }
    }

    private void run(String name, double flagsPerMillion, long count, Schema schema, Supplier<ParticleEvent> source) {
        Map<String, Integer> byLayer = new TreeMap<>();
        Partition[] partitions = new Partition[Partition.COUNT];
        DetectionConfiguration configuration = budget(flagsPerMillion);
        Arrays.setAll(
                partitions,
                p -> new Partition(
                        configuration, schema, (partition, batch, flags) -> count(partition, batch, flags, byLayer)));
        for (long i = 0; i < count; i++) {
            ParticleEvent event = source.get();
            partitions[Partition.of(event)].add(event);
        }
        Arrays.stream(partitions).forEach(Partition::detect);
        int flags = byLayer.values().stream().mapToInt(Integer::intValue).sum();
        double expected = count * flagsPerMillion / 1e6;
        report.line("%-34s %,12d %10.0f %9.0f %7d  %s", name, count, flagsPerMillion, expected, flags, byLayer);
    }

    private static void count(Partition partition, EventBatch batch, Flags flags, Map<String, Integer> byLayer) {
        for (int row = 0; row < batch.size(); row++) {
            if (flags.flagged[row]) {
                byLayer.merge(partition.layers().get(flags.layer[row]), 1, Integer::sum);
            }
        }
    }

    private static DetectionConfiguration budget(double flagsPerMillion) {
        DetectionConfiguration defaults = DetectionConfiguration.defaults();
        return new DetectionConfiguration(
                flagsPerMillion, defaults.layers(), defaults.warmUp(), defaults.massShell(), defaults.rareEvents());
    }
}
