package science.pipeline.benchmarks.hotpath;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import science.pipeline.analysis.quantity.Columns;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.analysis.select.Menu;
import science.pipeline.analysis.select.MenuKeys;
import science.pipeline.analysis.select.Selector;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Schema;

/** The same selection as conditions, as an expression, and as one that no condition can say. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Batches.EVENTS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Expressions {

    private final NameTables names = NameTables.of(Schema.byDefault(), 2000);
    private final Quantities quantities = new Quantities(Schema.byDefault());
    private final EventBatch[] batches = Batches.of(() -> new EventBatch(names));
    private final Columns columns = new Columns(quantities);
    private final Selector conditions = selector(Map.of(
            "energy_gev.min", "20", "pt.max", "80", "eta.min", "-1.5", "eta.max", "1.5", "particle_type.in", "muon"));
    private final Selector where =
            selector(Map.of("where", "energy_gev >= 20 && pt <= 80 && abs(eta) <= 1.5 && particle_type == 'muon'"));
    private final Selector computed =
            selector(Map.of("where", "energy_gev / p > 1.01 || hypot(momentum_x, momentum_y) > 80"));

    private Selector selector(Map<String, String> keys) {
        return new Selector(new Menu(List.of(MenuKeys.selection("some", keys))), quantities, names);
    }

    /** Else the two were not the same. */
    @Setup
    public void bothAcceptTheSame() {
        for (EventBatch batch : batches) {
            columns.clear();
            conditions.select(batch, columns);
            where.select(batch, columns);
        }
        if (!conditions.tallies().equals(where.tallies())) {
            throw new IllegalStateException(conditions.tallies() + " as conditions, " + where.tallies() + " as where");
        }
    }

    @Benchmark
    public void conditions(Blackhole eater) {
        select(conditions, eater);
    }

    @Benchmark
    public void where(Blackhole eater) {
        select(where, eater);
    }

    @Benchmark
    public void computed(Blackhole eater) {
        select(computed, eater);
    }

    private void select(Selector selector, Blackhole eater) {
        for (EventBatch batch : batches) {
            columns.clear();
            selector.select(batch, columns);
            eater.consume(selector.selected());
        }
    }
}
