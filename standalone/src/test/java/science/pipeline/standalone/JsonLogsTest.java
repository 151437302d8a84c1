package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The profile {@code json-logs}, for machines that collect the output. */
@ExtendWith(OutputCaptureExtension.class)
class JsonLogsTest {

    @TempDir
    private Path folder;

    /** Other tests read the log as people do. */
    @AfterAll
    static void logAsBefore() {
        LoggingSystem.get(JsonLogsTest.class.getClassLoader()).cleanUp();
    }

    @Test
    void everyLineOfAWholeRunIsAJsonObject(CapturedOutput output) throws Exception {
        int exitCode = BoundedRun.in(folder, "--spring.profiles.active=json-logs", "--producer.count=100");

        assertThat(exitCode).isZero();
        List<String> lines =
                output.getOut().lines().filter(line -> !line.isBlank()).toList();
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            JsonNode entry = new JsonMapper().readTree(line);
            assertThat(entry.path("@timestamp").asString()).isNotEmpty();
            assertThat(entry.path("service").path("name").asString()).isEqualTo("pipeline");
            assertThat(entry.path("log").path("level").asString()).isIn("INFO", "WARN", "ERROR");
        });
        assertThat(lines.stream().collect(Collectors.joining())).contains("builds the final dataset");
    }
}
