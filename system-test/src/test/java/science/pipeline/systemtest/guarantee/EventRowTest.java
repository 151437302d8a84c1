package science.pipeline.systemtest.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a row says of the record it came from; a torn one is a broken guarantee, not an error of the reader. */
class EventRowTest {

    private static final String REJECT =
            "{\"kafka_partition\":0,\"kafka_offset\":7,\"reason\":\"malformed_json\",\"payload\":\"YQ==\"}";

    @TempDir
    private Path results;

    @Test
    void aRejectThatWasBegunAndThenWrittenAgainIsNoRow() throws Exception {
        String torn = REJECT.substring(0, REJECT.length() - 4);
        Files.writeString(results.resolve("rejected_p00-00000000000000000000.jsonl"), torn + REJECT + "\n");

        assertThatThrownBy(() -> new DatasetRows(results, "rejected", 0).close())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("rejected_p00-00000000000000000000.jsonl: this line is no row: ");
    }

    @Test
    void aHalfTimestampBeforeTheWholeRowIsADifference() {
        String row = "12,2026-01-12,2026-01-16T10:23:45.123456,muon,1.5,1.0,1.0,0.5,DET_001,false";
        String sent = """
                {"event_id":12,"timestamp":"2026-01-16T10:23:45.123456","particle_type":"muon","energy_gev":1.5,\
                "momentum_x":1.0,"momentum_y":1.0,"momentum_z":0.5,"detector_id":"DET_001","is_anomaly":false}""";

        assertThat(EventRow.of(row).difference(sent.getBytes())).startsWith("timestamp: sent ");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-16 10:23:45, 2026-01-16T10:23:45.000000",
        "2026-01-16T00:23:45+0130, 2026-01-15T22:53:45.000000",
        "2026-01-16T10:23:45.123456789-05:30, 2026-01-16T15:53:45.123456",
        "2026-01-16T10:23:45.5Z, 2026-01-16T10:23:45.500000",
    })
    void aTimestampOfAnotherFormIsTheSameInstant(String sent, String found) {
        String row = "12," + found + ",muon,1.5,1.0,1.0,0.5,DET_001,false";
        String document = """
                {"event_id":12,"timestamp":"%s","particle_type":"muon","energy_gev":1.5,\
                "momentum_x":1.0,"momentum_y":1.0,"momentum_z":0.5,"detector_id":"DET_001","is_anomaly":false}""".formatted(sent);

        assertThat(EventRow.of(row).difference(document.getBytes())).isNull();
    }
}
