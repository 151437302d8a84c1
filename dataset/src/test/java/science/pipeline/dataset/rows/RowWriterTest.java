package science.pipeline.dataset.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.aggregate.StatisticsConfiguration;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.detect.MassShellSettings;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.PartitionPipeline;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.select.Menu;
import science.pipeline.analysis.watch.WatchConfiguration;
import science.pipeline.codec.EventEncoder;
import science.pipeline.codec.StrictDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/** Lines are what plain formatting would write. */
class RowWriterTest {

    private static final int PARTITION = 12;

    private final PartitionPipeline analysis = new PartitionPipeline(new AnalysisConfiguration(
            Schema.byDefault(),
            Menu.of(Schema.byDefault()),
            new DetectionConfiguration(
                    100,
                    Map.of(),
                    400,
                    MassShellSettings.defaults(),
                    Map.of("slow", Map.of("energy_gev", new Condition.Range(Double.NEGATIVE_INFINITY, 30)))),
            WatchConfiguration.defaults(),
            StatisticsConfiguration.defaults()));
    private final EventBatch batch = analysis.newBatch();
    private final RowWriter rows = new RowWriter(PARTITION, Schema.byDefault());
    private final SplittableRandom random = new SplittableRandom(5);

    /** Twenty batches: the layers have warmed up, and flag and score in every way. */
    @Test
    void everyRowIsWrittenAsPlainFormattingWouldWriteIt() {
        long offset = 95;
        for (int i = 0; i < 20; i++) {
            while (!batch.isFull()) {
                offset += random.nextInt(10) == 0 ? random.nextInt(1, 1000) : 1;
                new StrictDecoder(Schema.byDefault())
                        .decode(new EventEncoder(Schema.byDefault()).encode(event(offset)), offset, batch);
            }
            Verdicts verdicts = analysis.analyse(batch);
            rows.write(batch, verdicts);
            for (int row = 0; row < batch.size(); row++) {
                assertThat(line(row)).isEqualTo(formatted(verdicts, row));
            }
            batch.clear();
        }
    }

    private String line(int row) {
        int start = rows.start(row);
        return new String(rows.lines(), start, rows.start(row + 1) - start, StandardCharsets.US_ASCII);
    }

    private String formatted(Verdicts verdicts, int row) {
        return String.format(
                Locale.ROOT,
                "%s,%b,%.2f,%s,%d,%d\n",
                batch.csv(row),
                verdicts.flagged[row],
                verdicts.scoreHundredths[row] / 100.0,
                verdicts.reasons(row),
                PARTITION,
                batch.offset[row]);
    }

    private ParticleEvent event(long n) {
        double energy = Math.rint(random.nextDouble(1, 150) * 100) / 100;
        double wrong = random.nextInt(100) == 0 ? 10 * energy : energy;
        return new ParticleEvent(n, 1_768_559_000_000_000L + n, "photon", wrong, energy, 0, 0, "DET_001", false);
    }
}
