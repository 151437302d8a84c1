package science.pipeline.chassis.login;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import science.pipeline.chassis.web.AdminGate;
import science.pipeline.chassis.web.FrontDoor;

/** A service with a page, something to try and something to change, in a real Tomcat; and whoever asks it. */
final class Site implements AutoCloseable {

    static final String TOKEN = "open-sesame";
    static final String[] USERS = {
        "--login.enabled=true",
        "--login.users[0].name=ada",
        "--login.users[0].password={noop}mass-shell",
        "--login.users[0].role=operator",
        // Of "muon", by htpasswd -nbB.
        "--login.users[1].name=ben",
        "--login.users[1].password={bcrypt}$2y$05$i25G6i/tawLAvBD5p69RUuhUXSpYDpy5HPzxfg1fvXz1M7FZMOBYW",
        "--login.users[2].name=prometheus",
        "--login.users[2].password={noop}scrape",
        "--login.users[2].role=metrics",
    };

    private final ServletWebServerApplicationContext server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();

    Site(String... arguments) {
        server = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                        "server.address=127.0.0.1",
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "logging.level.root=error",
                        "logging.level.science.pipeline=info",
                        "management.endpoints.web.exposure.include=*",
                        "management.endpoint.health.show-details=always",
                        "management.endpoint.health.probes.enabled=true",
                        "site.admin-enabled=true")
                .run(arguments);
    }

    int port() {
        return server.getWebServer().getPort();
    }

    String address() {
        return "http://127.0.0.1:" + port();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : address() + path));
    }

    HttpResponse<String> get(String path, @Nullable String authorization) throws IOException, InterruptedException {
        return send(request(path), authorization);
    }

    HttpResponse<String> post(String path, @Nullable String authorization) throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"menu\": \"x\"}")),
                authorization);
    }

    HttpResponse<String> send(HttpRequest.Builder request, @Nullable String authorization)
            throws IOException, InterruptedException {
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = KafkaAutoConfiguration.class)
    @RestController
    static class Service {

        @Bean
        FrontDoor frontDoor(Environment environment) {
            return new FrontDoor(
                    "site",
                    environment.getRequiredProperty("server.address"),
                    List.of(),
                    environment.getProperty("site.allow-open", Boolean.class, false),
                    environment.getRequiredProperty("site.admin-enabled", Boolean.class),
                    TOKEN,
                    List.of("menu"));
        }

        @Bean
        Switch theSwitch(AdminGate gate) {
            return new Switch(gate);
        }

        @Bean
        MenuEndpoint menu() {
            return new MenuEndpoint();
        }

        @GetMapping("/")
        String page() {
            return "the page";
        }

        @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        SseEmitter stream() throws IOException {
            SseEmitter stream = new SseEmitter();
            stream.send("news");
            stream.complete();
            return stream;
        }
    }

    @WebEndpoint(id = "menu")
    static final class MenuEndpoint {

        @WriteOperation
        String tryOut(@Selector String operation, @Nullable String menu) {
            return operation + " " + menu;
        }
    }

    @WebEndpoint(id = "switch")
    static final class Switch {

        private final AdminGate gate;

        Switch(AdminGate gate) {
            this.gate = gate;
        }

        @ReadOperation
        String state() {
            return "off";
        }

        @WriteOperation
        WebEndpointResponse<Object> turn(@Selector String position) {
            AdminGate.Answer answer = gate.ask();
            if (answer.passes()) {
                gate.changed("switch " + position);
            }
            return new WebEndpointResponse<>(Map.of("answer", answer.reason()), answer.status());
        }
    }
}
