package science.pipeline.chassis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** In a real Tomcat that has two threads. */
class WholeBodyTest {

    private static final int SLOW = 20;

    private final List<Socket> sockets = new ArrayList<>();
    private ServletWebServerApplicationContext server;

    private void start(Duration longest) {
        server = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Echo.class)
                .web(WebApplicationType.SERVLET)
                .initializers(context -> ((ServletWebServerApplicationContext) context)
                        .registerBean(WholeBody.class, () -> new WholeBody(longest)))
                .run(
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--server.tomcat.threads.max=2",
                        "--server.tomcat.threads.min-spare=1",
                        "--spring.main.banner-mode=off",
                        "--logging.level.root=warn");
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Echo {

        @Bean
        HostGate hostGate() {
            return new HostGate("allowed-hosts", "127.0.0.1", InetAddress.getLoopbackAddress(), List.of());
        }

        @GetMapping("/alive")
        String alive() {
            return "alive";
        }

        @PostMapping("/echo")
        String echo(@RequestBody String body, HttpServletRequest request) {
            return request.getMethod() + " " + request.getQueryString() + " " + body;
        }
    }

    @Test
    void bodiesThatDoNotComeHoldUpNobody() throws IOException {
        start(Duration.ofMinutes(5));
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < SLOW; i++) {
            slow.add(send(post("/echo", "localhost", 10) + "x"));
        }
        assertThat(answer(send("GET /alive HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")))
                .startsWith("HTTP/1.1 200")
                .endsWith("alive");
        assertThat(answer(send(post("/echo?a=1", "localhost", 6) + "Grüß"))).endsWith("POST a=1 Grüß");
        for (Socket socket : slow.subList(0, SLOW / 2)) {
            write(socket, "123456789");
            assertThat(answer(socket)).startsWith("HTTP/1.1 200").endsWith("POST null x123456789");
        }
    }

    @Test
    void aBodyThatDripsIsRefusedWhenItsTimeIsUp() throws IOException {
        start(Duration.ofMillis(300));
        int length = 60_000;
        Socket socket = send(post("/echo", "localhost", length));
        int[] sent = {0};
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            write(socket, "x");
            return ++sent[0] == length || socket.getInputStream().available() > 0;
        });
        assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("of 60000 bytes of the body");
    }

    @Test
    void whatDoesNotTellItsLengthAndWhatIsTooLongIsRefusedAndHoldsUpNobodyEither() throws IOException {
        start(Duration.ofMinutes(5));
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < SLOW; i++) {
            slow.add(send(post("/echo", "localhost", 65_537)));
            slow.add(send("POST /echo HTTP/1.1\r\nHost: evil.example\r\nTransfer-Encoding: chunked\r\n\r\n0"));
        }
        for (int i = 0; i < slow.size(); i++) {
            assertThat(reader(slow.get(i)).readLine()).startsWith(i % 2 == 0 ? "HTTP/1.1 413" : "HTTP/1.1 411");
        }
        assertThat(answer(send(post("/echo", "localhost", 1) + "x"))).endsWith("POST null x");
    }

    @Test
    void aRefusedBodyThatGoesOnIsCutOffWhenItsTimeIsUp() throws IOException {
        start(Duration.ofMillis(300));
        assertThat(answer(send(post("/echo", "localhost", 65_537)))).contains("expected at most 65536");
    }

    @Test
    void aRequestWithABodyIsAskedForItsHostToo() throws IOException {
        start(Duration.ofMinutes(5));
        assertThat(answer(send(post("/echo", "evil.example", 1) + "x")))
                .startsWith("HTTP/1.1 421")
                .contains("evil.example");
    }

    private static String post(String path, String host, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: text/plain;charset=UTF-8\r\n"
                + "Connection: close\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private Socket send(String request) throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), server.getWebServer().getPort());
        socket.setSoTimeout(30_000);
        sockets.add(socket);
        write(socket, request);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** All that comes until the server closes the connection. */
    private static String answer(Socket socket) throws IOException {
        return reader(socket).lines().collect(Collectors.joining("\n"));
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }
}
