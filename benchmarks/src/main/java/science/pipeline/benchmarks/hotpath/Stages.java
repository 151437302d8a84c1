package science.pipeline.benchmarks.hotpath;

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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import science.pipeline.analysis.aggregate.Aggregator;
import science.pipeline.analysis.aggregate.StatisticsConfiguration;
import science.pipeline.analysis.clock.EventClock;
import science.pipeline.analysis.clock.Timing;
import science.pipeline.analysis.detect.Detection;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.detect.Flags;
import science.pipeline.analysis.histogram.HistogramFiller;
import science.pipeline.analysis.quantity.Columns;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.analysis.select.Menu;
import science.pipeline.analysis.select.Selector;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Schema;

/** The stages of the analysis, each by itself, with the configuration of the service's defaults. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Batches.EVENTS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Stages {

    private final NameTables names = NameTables.of(Schema.byDefault(), 2000);
    private final Quantities quantities = new Quantities(Schema.byDefault());
    private final EventBatch[] batches = Batches.of(() -> new EventBatch(names));
    private final Columns columns = new Columns(quantities);
    private final Selector selector = new Selector(Menu.of(Schema.byDefault()), quantities, names);
    private final Detection detection = new Detection(DetectionConfiguration.defaults(), names);
    private final EventClock clock = StatisticsConfiguration.defaults().newClock();
    private final Timing timing = new Timing();
    private final Aggregator aggregator =
            new Aggregator(StatisticsConfiguration.defaults(), clock, names, selector.names());
    private final HistogramFiller histograms =
            new HistogramFiller(StatisticsConfiguration.defaults().histograms(), quantities, names);
    private final Flags flags = new Flags();

    /** What a stage takes of others is there, and reused: all batches are aggregated with that of the last one. */
    @Setup
    public void analyseAll() {
        for (EventBatch batch : batches) {
            columns.clear();
            selector.select(batch, columns);
            detection.detect(batch, flags);
            histograms.fill(batch, columns);
        }
    }

    /** Else it was not aggregation that was measured. */
    @TearDown
    public void noneWasOutside() {
        if (clock.late() + clock.future() > 0) {
            throw new IllegalStateException(
                    "late: " + clock.late() + ", future: " + clock.future() + " events; expected none");
        }
    }

    @Benchmark
    public void select(Blackhole eater) {
        for (EventBatch batch : batches) {
            columns.clear();
            selector.select(batch, columns);
            eater.consume(selector.selected());
        }
    }

    @Benchmark
    public void detect(Blackhole eater) {
        for (EventBatch batch : batches) {
            Batches.moveOn(batch);
            detection.detect(batch, flags);
            eater.consume(flags);
        }
    }

    @Benchmark
    public void aggregate(Blackhole eater) {
        for (EventBatch batch : batches) {
            Batches.moveOn(batch);
            clock.judge(batch, timing);
            aggregator.aggregate(batch, timing, flags.flagged, selector.selected(), histograms.slots());
        }
        eater.consume(aggregator.takeClosedWindows());
    }
}
