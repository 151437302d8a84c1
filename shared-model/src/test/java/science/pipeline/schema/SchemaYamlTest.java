package science.pipeline.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaYamlTest {

    private static final String MONITORS = """
            name: radiation-monitors
            fields:
              monitor:   {type: name, role: detector, from: device.urn}
              time:      {type: time, role: time, from: when_captured, format: epoch-ms}
              cpm:       {type: number, role: energy, from: reading.cpm, unit: "1/min", min: 0}
              temp_c:    {type: number, unit: degC, presence: optional}
              place:     {type: name, from: device.class}
            quantities:
              dose_rate: {value: "cpm / 334", unit: uSv/h}
            selections:
              hot: {cpm: {min: 40}, place: {in: [indoor, no]}}
            """;

    @Test
    void aSchemaSaysWhatEachFieldIsAndWhereItStands() {
        Schema schema = SchemaYaml.read("monitors.yml", MONITORS);

        assertThat(schema.csvHeader()).isEqualTo("monitor,time,cpm,temp_c,place");
        assertThat(schema.field(Role.DETECTOR).orElseThrow().path()).isEqualTo(List.of("device", "urn"));
        assertThat(schema.field(Role.TIME).orElseThrow().format()).isEqualTo("epoch-ms");
        assertThat(schema.unitOf("dose_rate")).isEqualTo("uSv/h");
        assertThat(schema.unitOf("cpm")).isEqualTo("1/min");
        assertThat(schema.field("temp_c").orElseThrow().isAlwaysThere()).isFalse();
        assertThat(schema.selections())
                .isEqualTo(Map.of("hot", Map.of("cpm.min", "40", "place.in[0]", "indoor", "place.in[1]", "no")));
    }

    @Test
    void whatIsWrittenReadsBackAsTheSameSchema() {
        for (Schema schema : List.of(SchemaYaml.read("monitors.yml", MONITORS), Schema.byDefault())) {
            Schema again = SchemaYaml.read("again.yml", schema.text());
            assertThat(again).isEqualTo(schema);
            assertThat(again.hash()).isEqualTo(schema.hash());
        }
    }

    @Test
    void theDefaultIsTheContractsEvent() {
        assertThat(Schema.byDefault().csvHeader())
                .isEqualTo("event_id,timestamp,particle_type,energy_gev,momentum_x,momentum_y,momentum_z,detector_id,"
                        + "is_anomaly");
        assertThat(Schema.byDefault().byRole()).hasSize(Role.values().length);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fields: {a: {type: numbr}}                               | m.yml: fields.a.type: found 'numbr', expected one of
            fields: {a: {type: number, typ: 1}}                      | m.yml: fields.a.typ: found an unknown key
            fields: {a: {role: energy}}                              | m.yml: fields.a.type: found nothing
            fields: {a: {type: name, role: energy}}                  | m.yml: fields.a.role: found energy for the type name
            fields: {a: {type: number, role: energy}, b: {type: number, role: energy}} | fields.b.role: found the role energy a second time
            fields: {a: {type: number, from: x}, b: {type: number, from: x}} | fields.b.from: found 'x', where the field a stands
            fields: {a: {type: number, from: x}, b: {type: number, from: x.y}} | fields.b.from: found 'x.y', inside of the field a
            fields: {a: {type: number, min: 5, max: 1}}              | fields.a.min: found 5.0 above max 1.0
            fields: {a: {type: name, min: 5}}                        | fields.a: found min, max or scale for the type name
            fields: {a: {type: number, presence: constant}}          | fields.a.value: found nothing
            fields: {a-b: number}                                    | fields.a-b: found the name 'a-b'
            fields: {flagged: boolean}                               | found the reserved name 'flagged'
            fields: {a: {type: time, format: QQQQQQQ}}               | fields.a.format: found 'QQQQQQQ'
            fields: {a: number, a: name}                             | m.yml: fields.a: found the key twice
            fields: {}                                               | m.yml: fields: found none
            fields: [a, b]                                           | m.yml: fields: found no mapping
            fields: {a: number}, b: [                                | found no YAML
            feilds: {a: number}                                      | m.yml: feilds: found an unknown key
            fields: {a: {type: number, scale: 0}}                    | fields.a.scale: found 0.0
            fields: {d: {type: name, role: detector, presence: optional}} | fields.d.presence: found optional for the detector
            """)
    void aContradictorySchemaIsRefusedWithKeyFoundAndExpected(String yaml, String expected) {
        assertThatThrownBy(() -> SchemaYaml.read("m.yml", "name: m\n" + yaml + "\n"))
                .isInstanceOf(SchemaFault.class)
                .hasMessageContaining(expected);
    }
}
