package science.pipeline.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a person reads who has mistyped a key, a value, a file. */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --producer.ratee=5                        | producer.ratee: found '5', but there is no such key
            --producer.synthetic.spectrum.peak=1      | expected one of producer.synthetic.spectrum.min-gev
            --producer.rate=fast                      | producer.rate: found 'fast'
            --producer.rate=-1                        | producer.rate: found '-1', expected events per second, 0 (as
            --producer.source=reply                   | expected one of synthetic, replay
            --producer.synthetic.start=yesterday      | expected now, or an instant in UTC between 1970 and 2100
            --producer.synthetic.anomalies.wrong=1    | producer.synthetic.anomalies: found 'wrong', expected one of mis
            --producer.synthetic.particles.higgs=1    | expected a mass under producer.synthetic.masses
            --producer.synthetic.detectors=1          | producer.synthetic.detectors: found '1', expected 2 to 999 detector
            --producer.admin.enabled=true             | producer.admin: expected a token in producer.admin.token
            --producer.source=replay                  | producer.replay.file names no file
            --producer.replay.pace=slowly             | expected fastest, original, or by what factor
            --producer.replay.columns.energy=E        | columns.energy: found no such field in the schema particle-event, expected one of event_id, timestamp
            """)
    void saysInOneMessageWhatIsWrong(String argument, String message, CapturedOutput output) {
        assertStartFails(argument);

        assertThat(output).contains(message).contains("then start again").doesNotContain("\tat ");
    }

    @Test
    void saysWhichFileIsMissing(CapturedOutput output) {
        assertStartFails("--producer.source=replay", "--producer.replay.file=/no/such.csv");

        assertThat(output).contains("found no readable file at /no/such.csv").doesNotContain("\tat ");
    }

    private static void assertStartFails(String... arguments) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(ProducerApplication.class)
                        .web(WebApplicationType.NONE)
                        .properties("producer.port=0", "spring.kafka.bootstrap-servers=127.0.0.1:1")
                        .run(arguments))
                .isInstanceOf(Exception.class);
    }
}
