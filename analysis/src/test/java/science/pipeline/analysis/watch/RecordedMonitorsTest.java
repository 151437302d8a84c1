package science.pipeline.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.PartitionPipeline;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

class RecordedMonitorsTest {

    private static final Schema MONITORS = SchemaYaml.read("monitors.yml", """
            name: monitors
            fields:
              monitor: {type: name, role: detector}
              time: {type: time, role: time, format: epoch-ms}
              cpm: {type: number, role: energy, min: 0}
            """);

    private static final Pattern ROW =
            Pattern.compile("\"urn\": ?\"([^\"]+)\".*\"when_captured\": ?(\\d+).*\"cpm\": ?([0-9]+)[,}]");

    private final PartitionPipeline pipeline = new PartitionPipeline(AnalysisConfiguration.defaults(MONITORS));
    private final EventBatch batch = pipeline.newBatch();
    private final Recorder recorder = new Recorder();
    private final DetectorWatch watch = new DetectorWatch(WatchConfiguration.defaults(), recorder);

    /** Monitor 17 of 40 reads three times as much in rows 9,000 to 9,800: twenty events, one a minute. */
    @Test
    void theMonitorThatReadsThreeTimesAsMuchRaisesTheOnlyAlarm() throws IOException {
        String folder = System.getProperty("pipeline.data.streams", "");
        assumeFalse(folder.isEmpty(), "needs recorded streams: -Dpipeline.data.streams=FOLDER");
        for (String line : Files.readAllLines(Path.of(folder, "radiation-monitors.jsonl"))) {
            append(line);
        }
        analyse();

        assertThat(recorder.raised).singleElement().satisfies(alarm -> {
            assertThat(alarm.detector()).isEqualTo("monitor:017");
            assertThat(alarm.observable()).isEqualTo("shape");
            assertThat(alarm.raised()).isBetween("2026-01-01T04:00:00", "2026-01-01T04:25:00");
        });
        assertThat(recorder.cleared).hasSize(1);
    }

    private void append(String line) {
        Matcher row = ROW.matcher(line);
        assertThat(row.find()).as(line).isTrue();
        int at = batch.size();
        batch.detector[at] = batch.names.detectors().code(row.group(1));
        batch.timestampMicros[at] = Long.parseLong(row.group(2)) * 1000;
        batch.energy[at] = Double.parseDouble(row.group(3));
        batch.significantDigits[at] = (byte) row.group(3).length();
        batch.append(0, batch.textStart(at));
        if (batch.isFull()) {
            analyse();
        }
    }

    private void analyse() {
        pipeline.analyse(batch);
        batch.clear();
        pipeline.takeClosedWindows().forEach(watch::add);
    }
}
