package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import science.pipeline.codec.EventDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

/** An event in one line of the terminal. */
class EventLineTest {

    @Test
    void aParticleIsToldByTypeEnergyDetectorAndId() {
        assertThat(line(Schema.byDefault(), """
                        {"event_id":9007199254740993,"timestamp":"2026-01-16T10:23:45","particle_type":"muon","energy_gev":234.5678,\
                        "momentum_x":1,"momentum_y":2,"momentum_z":3,"detector_id":"DET_001","is_anomaly":false}"""))
                .isEqualTo("2026-01-16T10:23:45.000000  muon         234.568 GeV  DET_001    event 9007199254740993");
    }

    @Test
    void anEventOfAnotherSchemaIsToldByItsOwnFieldsAndUnitsAndNothingElse() {
        Schema monitors = SchemaYaml.read("monitors.yml", """
                name: monitors
                fields:
                  monitor: {type: name, role: detector}
                  at:      {type: time, role: time, format: epoch-ms}
                  cpm:     {type: integer, role: energy, unit: 1/min}
                  temp_c:  {type: number, unit: degC, presence: optional}
                  wet:     {type: boolean, presence: optional}
                  note:    text
                """);
        assertThat(line(monitors, """
                        {"monitor":"M1","at":1768559025000,"cpm":31,"temp_c":-4.50,"note":"door open, windy"}"""))
                .isEqualTo("2026-01-16T10:23:45.000000          31 1/min  M1         partition 2 offset 7"
                        + "  temp_c -4.50 degC  note door open, windy");
    }

    @Test
    void anEventWithoutEnergyTellsNone() {
        Schema doors = SchemaYaml.read("doors.yml", """
                name: doors
                fields:
                  badge: {type: name, role: event_id}
                  open:  boolean
                """);
        assertThat(line(doors, """
                        {"badge":"B-7","open":true}""")).isEqualTo("1970-01-01T00:00:00.000000  event B-7  open true");
    }

    private static String line(Schema schema, String document) {
        EventBatch batch = new EventBatch(NameTables.of(schema, 10));
        assertThat(EventDecoder.of(schema).decode(document.getBytes(StandardCharsets.UTF_8), 7, batch))
                .isNull();
        return EventLine.of(2, batch, 0);
    }
}
