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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of {@code docker-compose.yml}; {@code deploy/try.sh} runs it where there is an engine. */
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

    @Test
    void theClustersBrokersTakeTheOnesPlace() throws Exception {
        String compose = Files.readString(ROOT.toPath().resolve("docker-compose.yml"));
        String cluster = Files.readString(ROOT.toPath().resolve("deploy/cluster.env"));

        assertThat(compose).contains("${SINGLE_BROKERS:-1}", "${CLUSTER_BROKERS:-0}");
        assertThat(cluster).contains("SINGLE_BROKERS=0\n", "CLUSTER_BROKERS=1\n");
        for (String variable :
                cluster.lines().filter(line -> line.matches("[A-Z_]+=.*")).toList()) {
            assertThat(compose).contains("${" + variable.substring(0, variable.indexOf('=')) + ":-");
        }
    }

    /** What a person may bring up by an older version stays theirs: each image says which version it is. */
    @Test
    void noImageIsWhateverIsNewest() throws Exception {
        String compose = Files.readString(ROOT.toPath().resolve("docker-compose.yml"));
        String dockerfile = Files.readString(ROOT.toPath().resolve("deploy/Dockerfile"));

        assertThat(compose.lines().filter(line -> line.contains("image: ") && !line.contains("particle-pipeline/")))
                .isNotEmpty()
                .allMatch(line -> line.matches(".*:\\$\\{[A-Z_]+:-v?[0-9]+\\.[0-9]+\\.[0-9]+}"));
        assertThat(dockerfile).containsPattern("ARG JAVA=[0-9]+\\.[0-9]+\\.[0-9]+_[0-9]+\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"analytics", "producer"})
    void servicesMayBeAskedByTheNamesThatPrometheusUses(String name) throws Exception {
        assertThat(Files.readString(ROOT.toPath().resolve("deploy/prometheus/prometheus.yml")))
                .containsAnyOf("targets: [\"" + name + ":80", "names: [" + name + "]");
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
