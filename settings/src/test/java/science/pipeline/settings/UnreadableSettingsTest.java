package science.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Where Spring gives up reading, people read a sentence. */
@ExtendWith(OutputCaptureExtension.class)
class UnreadableSettingsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--=5 | Invalid argument syntax: --=5",
                "--spring.config.additional-location=nowhere | Unable to load config data from 'nowhere'",
                "--spring.config.additional-location=/no/such.yml | such.yml",
                "--spring.profiles.active=a*b | a*b",
                "--spring.application.json={bad | Cannot parse JSON"
            })
    void isOneSentenceAndNoStackTrace(String option, String sentence, CapturedOutput output) {
        assertThatThrownBy(() -> SampleRun.started(folder, "", option)).isInstanceOf(RuntimeException.class);
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains(sentence)
                .doesNotContain("\tat ");
    }
}
