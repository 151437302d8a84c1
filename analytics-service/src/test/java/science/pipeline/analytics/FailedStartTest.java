package science.pipeline.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What people read when a start fails: key, found, expected; never a stack trace. All typos: FortyTyposTest. */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTest {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "analytics.comit-interval | 1s | there is no such key | analytics.commit-interval",
                "analytics.commit-interval | soon | found 'soon' | a duration such as",
                "analytics.port | eighty | found 'eighty' | expected a whole number",
                "analytics.port | 99999999 | found '99999999' | expected a port, 0 to 65535",
                "analytics.start | yesterday | found 'yesterday' | earliest, latest or an instant",
                "analytics.print | muons | found 'muons' | anomalies, rejected, or a selection",
                "analytics.selections.muons.ptt.min | 5 | unknown quantity 'ptt' | eta",
                "analytics.selections.muons.where | pt > > 5 | found '>' at column 6 | a number, a name",
                "analytics.detection.layers.mass_shel | false | analytics.detection.layers | mass_shell",
                "pipeline.fresh | true | pipeline: found fresh: true | the one-command run",
                "spring.kafka.bootstrap-servers | nowhere | spring.kafka: | HOST:PORT",
            })
    void aWrongSettingIsNamedWithWhatWasFoundAndWhatIsExpected(
            String key, String value, String found, String expected, CapturedOutput output) {
        fails("--" + key + "=" + value);
        assertThat(output).contains(found).contains(expected).doesNotContain("\tat ");
    }

    @Test
    void aPortInUseIsNamedWithItsKey(CapturedOutput output) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fails("--analytics.port=" + taken.getLocalPort());
        }
        assertThat(output)
                .contains("analytics.port: found ")
                .contains("expected a free port")
                .doesNotContain("\tat ");
    }

    @Test
    void aResultsFolderThatCannotBeOneIsRefused(CapturedOutput output) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        fails("--analytics.results-dir=" + file.resolve("below"));
        assertThat(output)
                .contains("analytics.results-dir: found ")
                .contains("Expected a writable folder")
                .doesNotContain("\tat ");
    }

    @Test
    void aWrongQuantityOfASchemaIsNamedWithTheColumnInItsText(CapturedOutput output) throws IOException {
        Path schema = Files.writeString(folder.resolve("monitors.yml"), """
                name: monitors
                fields: {cpm: number}
                quantities: {dose: "cpn / 334"}
                """);
        fails("--event.schema=" + schema);
        assertThat(output)
                .contains("monitors: quantities.dose: found the unknown name 'cpn' at column 1, expected one of cpm")
                .doesNotContain("\tat ");
    }

    @Test
    void aMalformedFileIsNamedWithThePlace(CapturedOutput output) throws IOException {
        Path file = Files.writeString(folder.resolve("application.yml"), "analytics:\n  topic: [\n");
        fails("--spring.config.additional-location=" + file);
        assertThat(output)
                .contains("application.yml: found no YAML, ")
                .contains("line 3")
                .doesNotContain("\tat ");
    }

    private void fails(String... wrong) {
        List<String> arguments = new ArrayList<>(List.of(
                "--analytics.port=0",
                "--analytics.results-dir=" + folder.resolve("results"),
                "--spring.kafka.bootstrap-servers=127.0.0.1:1",
                "--logging.level.science.pipeline.analytics.intake=off"));
        arguments.removeIf(right -> right.startsWith(wrong[0].substring(0, wrong[0].indexOf('=') + 1)));
        arguments.addAll(List.of(wrong));
        Throwable failure = catchThrowable(
                () -> SpringApplication.run(AnalyticsApplication.class, arguments.toArray(String[]::new)));
        assertThat(failure).as("the start fails").isNotNull();
    }
}
