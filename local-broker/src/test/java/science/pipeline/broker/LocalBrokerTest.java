package science.pipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static science.pipeline.broker.TestClient.numbered;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

class LocalBrokerTest {

    @TempDir
    Path folder;

    @Test
    void recordsOutliveARestart() throws Exception {
        TestNode node = TestNode.in(folder.resolve("data"));
        String clusterId;
        try (ConfigurableApplicationContext first = node.start()) {
            assertThat(first.getBean(LocalBroker.class).isRunning()).isTrue();
            clusterId = node.client().clusterId();
            node.client().createTopic("events", 2, 1);
            node.client().send("events", numbered(0, 10));
            assertThat(node.client().read("events", 10)).isEqualTo(numbered(0, 10));
        }

        try (ConfigurableApplicationContext second = node.start()) {
            assertThat(second.isRunning()).isTrue();
            assertThat(node.client().clusterId()).isEqualTo(clusterId);
            node.client().send("events", numbered(10, 20));
            assertThat(node.client().read("events", 20)).isEqualTo(numbered(0, 20));
        }
    }

    /** Three times: the second kill hits logs that were themselves recovered. */
    @Test
    void acknowledgedRecordsOutliveAKilledProcess() throws Exception {
        TestNode node = TestNode.in(folder.resolve("data"));
        for (int life = 0; life < 3; life++) {
            Process process = startProcess(node);
            try {
                if (life == 0) {
                    node.client().createTopic("events", 1, 1);
                }
                node.client().send("events", numbered(10 * life, 10 * life + 10));
                assertThat(node.client().read("events", 10 * life + 10)).isEqualTo(numbered(0, 10 * life + 10));
            } finally {
                process.destroyForcibly();
                assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private Process startProcess(TestNode node) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BrokerApplication.class.getName()));
        command.addAll(node.arguments());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
    }
}
