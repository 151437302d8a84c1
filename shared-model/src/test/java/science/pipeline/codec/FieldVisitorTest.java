package science.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

class FieldVisitorTest {

    private static final Schema RUNS = SchemaYaml.read("runs.yml", """
            name: runs
            fields:
              run:   {type: integer, role: event_id}
              note:  text
              hot:   {type: boolean, presence: optional}
              volts: {type: number, presence: optional}
              where: {type: text, presence: constant, value: 'hall 2, "east"'}
            """);

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("""
                        {"run":9223372036854775807,"note":"a, b","hot":true,"volts":1.50}""", List.of("9223372036854775807", "a, b", "true", "1.50", "hall 2, \"east\"")),
                Arguments.of("""
                        {"run":-1,"note":"he said \\"no, never\\"","volts":1e3}""", List.of("-1", "he said \"no, never\"", "absent", "1e3", "hall 2, \"east\"")),
                Arguments.of("""
                        {"run":0,"note":"","hot":null}""", List.of("0", "", "absent", "absent", "hall 2, \"east\"")),
                Arguments.of("""
                        {"run":0,"note":"\\"","hot":false,"volts":-0.0}""", List.of("0", "\"", "false", "-0.0", "hall 2, \"east\"")));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyFieldIsToldAsItWasReceivedWhateverStandsInATextBesideIt(String document, List<String> values) {
        EventBatch batch = Batches.of(RUNS, 10, List.of());
        EventDecoder decoder = EventDecoder.of(RUNS);
        for (int row = 0; row < 2; row++) {
            assertThat(decoder.decode(document.getBytes(StandardCharsets.UTF_8), row, batch))
                    .isNull();
        }
        List<String> told = new ArrayList<>();
        FieldVisitor.tell(batch, 1, (field, value) -> told.add(value == null ? "absent" : value));
        assertThat(told).isEqualTo(values);
    }
}
