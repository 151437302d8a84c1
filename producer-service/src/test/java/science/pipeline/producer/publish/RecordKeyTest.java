package science.pipeline.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import science.pipeline.producer.source.SourceException;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

class RecordKeyTest {

    private static final Schema MONITORS = SchemaYaml.read("monitors.yml", """
            name: monitors
            fields:
              Monitor_Nr: {type: name, role: detector}
              cpm:        number
            """);

    @ParameterizedTest
    @ValueSource(strings = {"detector", "detector_id", "detector-id", "DETECTOR_ID"})
    void ofParticlesItMayBeTheDetector(String text) {
        assertThat(RecordKey.of(text, Schema.byDefault())).isEqualTo(RecordKey.DETECTOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_id", "event-id", "EVENT_ID"})
    void ofParticlesItMayBeTheEventId(String text) {
        assertThat(RecordKey.of(text, Schema.byDefault())).isEqualTo(RecordKey.EVENT_ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"detector", "Monitor_Nr", "monitor-nr"})
    void ofAnotherSchemaItIsCalledAsThereOrByItsRole(String text) {
        assertThat(RecordKey.of(text, MONITORS)).isEqualTo(RecordKey.DETECTOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_id", "detector_id", "cpm", ""})
    void whatNoFieldOfTheSchemaIsIsRefusedWithWhatThereIs(String text) {
        assertThatThrownBy(() -> RecordKey.of(text, MONITORS))
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        "producer.key: found '" + text + "', expected detector or Monitor_Nr of the schema monitors");
    }

    @Test
    void aSchemaWithoutDetectorsHasOneKeyForAll() {
        Schema numbers = SchemaYaml.read("numbers.yml", "{name: numbers, fields: {n: number}}");
        assertThat(RecordKey.of("detector", numbers)).isEqualTo(RecordKey.DETECTOR);
    }
}
