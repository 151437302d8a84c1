package science.pipeline.producer.source.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import science.pipeline.codec.EventDecoder;
import science.pipeline.codec.EventEncoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.event.Summary;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

class SchemaFillTest {

    @Test
    void aListOfNumbersIsAPulse() {
        Schema schema = SchemaYaml.read("scope.yml", "name: scope\nfields:\n  wave: {type: numbers}\n");
        EventBatch batch = new EventBatch(NameTables.of(schema, 10));
        EventDecoder decoder = EventDecoder.of(schema);
        EventEncoder encoder = new EventEncoder(schema);
        SyntheticSource particles = new SyntheticSource(Settings.with(Map.of()), 1000, Clock.systemUTC());
        try (SchemaFill fill = new SchemaFill(particles, schema, 7)) {
            for (int i = 0; i < 50; i++) {
                assertThat(decoder.decode(encoder.encode(fill.next()), i, batch))
                        .isNull();
                assertThat(batch.numbers[Summary.COUNT.ordinal()][i]).isEqualTo(16);
                assertThat(batch.numbers[Summary.MAX.ordinal()][i]).isBetween(100.0, 200.0);
                assertThat(batch.numbers[Summary.MIN.ordinal()][i]).isBetween(0.0, 10.0);
            }
        }
    }
}
