package science.pipeline.chassis.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ProbeTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private static String asked(boolean apart, Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return Whereabouts.readiness(environment, apart, 4711);
    }

    @Test
    void aServiceIsAskedWhereItListens() {
        assertThat(asked(false, Map.of("server.address", "0.0.0.0")))
                .isEqualTo("http://127.0.0.1:4711/actuator/health/readiness");
        assertThat(asked(false, Map.of("server.address", "127.0.0.5")))
                .isEqualTo("http://127.0.0.5:4711/actuator/health/readiness");
        assertThat(asked(false, Map.of("server.servlet.context-path", "/lab", "server.ssl.bundle", "mine")))
                .isEqualTo("https://127.0.0.1:4711/lab/actuator/health/readiness");
        assertThat(asked(false, Map.of("server.ssl.key-store", "mine.p12", "server.ssl.enabled", "false")))
                .startsWith("http:");
        assertThat(asked(false, Map.of("management.endpoints.web.base-path", "/")))
                .isEqualTo("http://127.0.0.1:4711/health/readiness");
        assertThat(asked(true, Map.of("server.servlet.context-path", "/lab", "management.server.base-path", "/ops")))
                .isEqualTo("http://127.0.0.1:4711/ops/actuator/health/readiness");
    }

    @Test
    void itsAnswerDecides() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/up", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/down", exchange -> {
            byte[] why = "the disk is full".getBytes();
            exchange.sendResponseHeaders(503, why.length);
            exchange.getResponseBody().write(why);
            exchange.close();
        });
        server.start();
        try {
            assertThat(ask(server, "/up")).isZero();
            assertThat(ask(server, "/down")).isEqualTo(1);
            assertThat(said.toString()).contains("503 the disk is full");
        } finally {
            server.stop(0);
        }
        assertThat(ask(server, "/up")).isEqualTo(1);
        assertThat(said.toString()).contains("no answer");
    }

    @Test
    void beforeItListensNobodyIsReady() {
        assertThat(Probe.ask(folder.resolve("probe"), new PrintStream(said))).isEqualTo(1);
        assertThat(said.toString()).contains("no web server listens yet");
    }

    private int ask(HttpServer server, String path) throws Exception {
        Path file = folder.resolve("probe");
        Files.writeString(file, "http://127.0.0.1:" + server.getAddress().getPort() + path);
        return Probe.ask(file, new PrintStream(said));
    }
}
