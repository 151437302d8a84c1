package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of {@code docker-compose.yml}; whether containers start takes an engine. */
class ComposeTest {

    private static final Path COMPOSE = Path.of("/usr/bin/docker-compose");
    private static final File ROOT = new File("..");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config --quiet",
                "--profile monitoring config --quiet",
                "--env-file deploy/cluster.env --profile cluster config --quiet",
                "--env-file deploy/cluster.env --profile cluster --profile monitoring config --quiet"
            })
    void eachProfileIsUnderstood(String arguments) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(COMPOSE), "needs " + COMPOSE + " (apt-get install docker-compose)");
        List<String> command = new ArrayList<>(List.of(COMPOSE.toString()));
        command.addAll(List.of(arguments.split(" ")));

        Process compose = new ProcessBuilder(command)
                .directory(ROOT)
                .redirectErrorStream(true)
                .start();
        String said = new String(compose.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(compose.waitFor()).as(said).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"analytics", "producer"})
    void servicesMayBeAskedByTheNamesThatPrometheusUses(String name) throws Exception {
        assertThat(Files.readString(ROOT.toPath().resolve("deploy/prometheus/prometheus.yml")))
                .contains("targets: [\"" + name + ":80");
        assertThat(Files.readString(ROOT.toPath().resolve("docker-compose.yml")))
                .contains(name.toUpperCase(Locale.ROOT) + "_ALLOWED_HOSTS: " + name + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy/prometheus/prometheus.yml",
                "deploy/prometheus/rules.yml",
                "deploy/grafana/provisioning/datasources/prometheus.yml",
                "deploy/grafana/provisioning/dashboards/pipeline.yml",
                "deploy/grafana/dashboards/pipeline.json"
            })
    void whatMonitoringMountsIsThere(String file) {
        assertThat(ROOT.toPath().resolve(file)).isRegularFile();
    }
}
