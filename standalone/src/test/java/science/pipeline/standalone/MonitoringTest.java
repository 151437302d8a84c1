package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Prometheus and Alertmanager are told, in Debian's prometheus and prometheus-alertmanager. */
class MonitoringTest {

    private static final Path FOLDER = Path.of("..", "deploy", "prometheus");

    @ParameterizedTest
    @CsvSource({
        "promtool, check config prometheus.yml",
        "promtool, test rules rules_test.yml",
        "amtool, check-config alertmanager.yml"
    })
    void theirOwnToolsFindNothingWrong(String tool, String arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(installed(tool)));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void eachRuleIsTriedBothWays() throws IOException {
        String tried = Files.readString(FOLDER.resolve("rules_test.yml"));
        List<String> rules = Pattern.compile("- alert: (\\w+)")
                .matcher(Files.readString(FOLDER.resolve("rules.yml")))
                .results()
                .map(MatchResult::group)
                .map(rule -> rule.replace("- alert: ", ""))
                .toList();
        assertThat(rules)
                .hasSizeGreaterThan(15)
                .allSatisfy(rule -> assertThat(tried)
                        .containsPattern("alertname: " + rule + "\n +eval_time: \\w+\n +exp_alerts: \\[]")
                        .containsPattern("alertname: " + rule + "\n +eval_time: \\w+\n +exp_alerts:\n"));
    }

    @Test
    void aCriticalAlertIsMailedAndCallsTheWebhook(@TempDir Path folder) throws Exception {
        String program = installed("prometheus-alertmanager");
        List<String> called = new CopyOnWriteArrayList<>();
        HttpServer webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/alerts", exchange -> {
            called.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        webhook.start();
        int port = LiveRun.freePort();
        try (ServerSocket mail = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            List<String> mailed = new CopyOnWriteArrayList<>();
            Thread postman = new Thread(() -> receive(mail, mailed), "postman");
            postman.setDaemon(true);
            postman.start();
            Files.writeString(
                    folder.resolve("alertmanager.yml"),
                    Files.readString(FOLDER.resolve("alertmanager.yml"))
                            .replace("group_wait: 30s", "group_wait: 0s")
                            .replace(
                                    "smarthost: mail.example.org:587",
                                    "smarthost: 127.0.0.1:" + mail.getLocalPort()
                                            + "\n        require_tls: false\n        hello: localhost")
                            .replace(
                                    "http://logbook.example.org",
                                    "http://127.0.0.1:" + webhook.getAddress().getPort()));
            Process alertmanager = new ProcessBuilder(
                            program,
                            "--config.file=" + folder.resolve("alertmanager.yml"),
                            "--storage.path=" + folder.resolve("storage"),
                            "--web.listen-address=127.0.0.1:" + port,
                            "--cluster.listen-address=")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            try {
                HttpRequest alert = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v2/alerts"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                                [{"labels": {"alertname": "PipelineDenied", "severity": "critical"},
                                  "annotations": {"summary": "Kafka does not let us read"}}]"""))
                        .build();
                HttpClient http = HttpClient.newHttpClient();
                await().atMost(Duration.ofSeconds(60))
                        .ignoreExceptions()
                        .until(() -> http.send(alert, HttpResponse.BodyHandlers.discarding())
                                        .statusCode()
                                == 200);
                await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                    assertThat(called).anySatisfy(call -> assertThat(call).contains("Kafka does not let us read"));
                    assertThat(mailed)
                            .anySatisfy(letter -> assertThat(letter)
                                    .contains("To: shift@example.org")
                                    .contains("PipelineDenied"));
                });
            } finally {
                alertmanager.destroy();
                alertmanager.onExit().orTimeout(10, TimeUnit.SECONDS).join();
            }
        } finally {
            webhook.stop(0);
        }
    }

    /** As much of SMTP as a letter needs. */
    private static void receive(ServerSocket server, List<String> mailed) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    BufferedReader in =
                            new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                    PrintStream out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
                out.print("220 ready\r\n");
                StringBuilder letter = new StringBuilder();
                boolean data = false;
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (data && line.equals(".")) {
                        data = false;
                        mailed.add(letter.toString());
                        out.print("250 taken\r\n");
                    } else if (data) {
                        letter.append(line).append('\n');
                    } else if (line.equals("DATA")) {
                        data = true;
                        out.print("354 go on\r\n");
                    } else if (line.equals("QUIT")) {
                        out.print("221 bye\r\n");
                    } else {
                        out.print("250 ok\r\n");
                    }
                }
            } catch (IOException closed) {
                // The client hung up, or the test is over.
            }
        }
    }

    private static String installed(String tool) {
        Path program = Path.of("/usr/bin", tool);
        Assumptions.assumeTrue(
                Files.isExecutable(program),
                "needs " + program + " (apt-get install prometheus prometheus-alertmanager)");
        return program.toString();
    }
}
