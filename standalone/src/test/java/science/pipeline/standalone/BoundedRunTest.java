package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The main job, end to end: a real broker, both services, files on disk. */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(300)
class BoundedRunTest {

    /** Enough for several polls of each partition, little enough for a second on a slow machine. */
    private static final int EVENTS = 5_000;

    @TempDir
    Path folder;

    @Test
    void aBoundedRunEndsByItselfAndTheNextOneGoesOn(CapturedOutput output) throws Exception {
        assertThat(run()).isZero();
        assertThat(rows("all_events_final.csv")).hasSize(EVENTS);
        assertThat(folder.resolve("results/manifest.json")).exists();
        assertThat(output.getOut()).contains("http://127.0.0.1:").contains("received");

        assertThat(run()).isZero();
        List<String> rows = rows("all_events_final.csv");
        assertThat(rows).hasSize(2 * EVENTS);
        assertThat(rows.stream().map(row -> row.split(",")[0]).distinct())
                .as("ids never repeat those of an earlier run")
                .hasSize(2 * EVENTS);

        assertThat(run("--pipeline.fresh=true")).isZero();
        assertThat(rows("all_events_final.csv")).hasSize(EVENTS);
        assertThat(movedAside()).hasSize(1);
    }

    @Test
    void aTableWithoutRowsMakesADatasetWithoutRows() throws Exception {
        Path table = Files.writeString(
                folder.resolve("header-only.csv"),
                "event_id,timestamp,particle_type,energy_gev,momentum_x,momentum_y,momentum_z,detector_id,is_anomaly\n");

        assertThat(run("--producer.source=replay", "--producer.replay.file=" + table))
                .isZero();

        assertThat(rows("all_events_final.csv")).isEmpty();
        assertThat(Files.readString(folder.resolve("results/manifest.json"))).contains("\"rows\" : 0");
    }

    @Test
    void aTakenPortEndsTheRunWithOneMessageAndLeavesNothingBehind(CapturedOutput output) throws Exception {
        int analyticsPort;
        int brokerPort = BoundedRun.freePort();
        int exitCode;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            analyticsPort = taken.getLocalPort();
            exitCode = run("--analytics.port=" + analyticsPort, "--broker.port=" + brokerPort);
        }

        assertThat(exitCode).isEqualTo(1);
        assertThat(output.getOut()).contains(String.valueOf(analyticsPort)).doesNotContain("\tat ");
        assertThat(isListening(brokerPort)).as("the broker has stopped again").isFalse();
    }

    private int run(String... more) throws Exception {
        return BoundedRun.in(
                folder,
                Stream.concat(Stream.of("--producer.count=" + EVENTS), Stream.of(more))
                        .toArray(String[]::new));
    }

    private List<String> rows(String file) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("results").resolve(file));
        return lines.subList(1, lines.size());
    }

    private List<Path> movedAside() throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> path.getFileName().toString().startsWith("results-"))
                    .toList();
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
