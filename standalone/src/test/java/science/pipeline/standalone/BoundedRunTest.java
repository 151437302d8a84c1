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
    void aTakenPortEndsTheRunWithOneMessageAndLeavesNothingBehind(CapturedOutput output) throws Exception {
        int analyticsPort;
        int brokerPort = freePort();
        int exitCode;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            analyticsPort = taken.getLocalPort();
            exitCode = run("--analytics.port=" + analyticsPort, "--broker.port=" + brokerPort);
        }

        assertThat(exitCode).isEqualTo(1);
        assertThat(output.getOut()).contains(String.valueOf(analyticsPort)).doesNotContain("\tat ");
        assertThat(isListening(brokerPort)).as("the broker has stopped again").isFalse();
    }

    /** Later arguments win. */
    private int run(String... more) throws Exception {
        List<String> usual = List.of(
                "--broker.port=" + freePort(),
                "--broker.controller-port=" + freePort(),
                "--broker.data-dir=" + folder.resolve("data/broker"),
                "--analytics.port=0",
                "--analytics.results-dir=" + folder.resolve("results"),
                "--producer.port=0",
                "--producer.rate=0",
                "--producer.count=" + EVENTS,
                "--pipeline.exit-when-drained=true",
                "--pipeline.idle-timeout=1s");
        List<String> names = Stream.of(more).map(BoundedRunTest::name).toList();
        String[] arguments = Stream.concat(
                        usual.stream().filter(argument -> !names.contains(name(argument))), Stream.of(more))
                .toArray(String[]::new);
        return StandaloneApplication.run(new Closings(), arguments);
    }

    private static String name(String argument) {
        return argument.substring(0, argument.indexOf('='));
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
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
