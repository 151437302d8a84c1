package science.pipeline.benchmarks.hotpath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.PartitionPipeline;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.analytics.BlockWriters;
import science.pipeline.dataset.commit.Beginning;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.rows.PartitionDataset;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Schema;

/**
 * From columns to files: all events, selections and anomalies; by commons-csv, all events only. Each iteration writes
 * to a folder of its own, so that the disk does not fill.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Batches.EVENTS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CsvFiles {

    private final PartitionPipeline analysis = new PartitionPipeline(AnalysisConfiguration.defaults());
    private final EventBatch[] batches = Batches.of(analysis::newBatch);

    /** Verdicts are reused: all batches are written with those of the last one. */
    private final Verdicts verdicts = verdicts();

    private Path folder;
    private PartitionDataset dataset;
    private CSVPrinter printer;

    private Verdicts verdicts() {
        Verdicts last = analysis.analyse(batches[0]);
        for (EventBatch batch : batches) {
            last = analysis.analyse(batch);
        }
        return last;
    }

    @Setup(Level.Iteration)
    public void open() throws Exception {
        folder = Files.createTempDirectory("csv");
        ResultsFolder results = ResultsFolder.open(folder, BlockWriters.threads());
        Source source = new Source("events", "topic-id", "cluster-id");
        dataset = PartitionDataset.takeOver(
                results,
                new Beginning(
                        "benchmark",
                        "owner",
                        results.identify(source),
                        0,
                        0,
                        new science.pipeline.dataset.sink.Setup(
                                Schema.byDefault().text(), "hash")),
                Long.MAX_VALUE);
        printer = new CSVPrinter(Files.newBufferedWriter(folder.resolve("commons.csv")), CSVFormat.RFC4180);
    }

    @TearDown(Level.Iteration)
    public void close() throws IOException {
        dataset.close();
        printer.close();
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Benchmark
    public void dataset() throws IOException {
        for (EventBatch batch : batches) {
            dataset.append(batch, verdicts);
        }
    }

    @Benchmark
    public void commonsCsv() throws IOException {
        for (EventBatch batch : batches) {
            for (int row = 0; row < batch.size(); row++) {
                printer.printRecord(
                        batch.eventId[row],
                        batch.timestampMicros[row],
                        batch.names.particleTypes().name(batch.particleType[row]),
                        batch.energy[row],
                        batch.momentumX[row],
                        batch.momentumY[row],
                        batch.momentumZ[row],
                        batch.names.detectors().name(batch.detector[row]),
                        batch.labelled[row],
                        verdicts.flagged[row],
                        verdicts.scoreHundredths[row] / 100.0,
                        "",
                        0,
                        batch.offset[row]);
            }
        }
    }
}
