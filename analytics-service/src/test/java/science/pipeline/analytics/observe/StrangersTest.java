package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What those can do who reach the port and mean no good. */
@ExtendWith(RunningService.Extension.class)
class StrangersTest {

    /** More than the web server has threads, which are 200. */
    private static final int SLOW_BODIES = 300;

    private final RunningService service;

    StrangersTest(RunningService service) {
        this.service = service;
    }

    @Test
    void slowBodiesHoldUpNeitherLivenessNorPage() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW_BODIES; i++) {
                slow.add(send("POST /actuator/selections/validate HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n{"));
            }
            assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(service.get("/").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/stream", "/actuator/pipeline", "/actuator/health/liveness", "/control-room/main.js"})
    void thePageOfAStrangerReadsNothingByGivingItsNameOurAddress(String path) throws IOException {
        try (Socket socket =
                send("GET " + path + " HTTP/1.1\r\nHost: evil.example:8080\r\nConnection: close\r\n\r\n")) {
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 421")
                    .contains("found the Host evil.example:8080", "analytics.allowed-hosts");
        }
    }

    private Socket send(String request) throws IOException {
        URI root = URI.create(service.address());
        Socket socket = new Socket(root.getHost(), root.getPort());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
