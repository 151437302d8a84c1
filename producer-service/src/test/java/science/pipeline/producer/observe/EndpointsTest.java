package science.pipeline.producer.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import science.pipeline.producer.publish.Emission;

/** The actuator of a producer that still waits for Kafka: nothing listens at its bootstrap server. */
class EndpointsTest {

    private static final String NO_KAFKA = "spring.kafka.bootstrap-servers=127.0.0.1:1";

    @Nested
    @SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = NO_KAFKA)
    class ByDefault {

        @LocalServerPort
        int port;

        @Test
        void showTheRun() throws Exception {
            HttpResponse<String> answer = get(port, "producer");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"rate\":1000.0", "\"produced\":0", "\"acknowledged\":0");
        }

        @ParameterizedTest
        @ValueSource(strings = {"prometheus/rules.yml", "grafana/dashboards/pipeline.json"})
        void offerEveryMeterThatRulesAndDashboardSpeakOf(String file) throws Exception {
            List<String> spokenOf = Pattern.compile("pipeline_producer_[a-z_]+")
                    .matcher(Files.readString(Path.of("..", "deploy").resolve(file)))
                    .results()
                    .map(MatchResult::group)
                    .toList();
            String meters = get(port, "prometheus").body();
            assertThat(spokenOf)
                    .isNotEmpty()
                    .allSatisfy(meter -> assertThat(meters).containsPattern("(?m)^" + meter + "[{ ]"));
        }

        @Test
        void tellInOneWordWhatTheProducerDoes() throws Exception {
            String tried = Files.readString(Path.of("..", "deploy", "prometheus", "rules_test.yml"));
            String meters = get(port, "prometheus").body();
            for (ProducerState.Word word : ProducerState.Word.values()) {
                assertThat(meters).containsPattern("pipeline_state\\{state=\"" + word + "\"} [01]\\.0");
                assertThat(tried).contains("{job=\"producer\", instance=\"p:8081\", state=\"" + word + "\"}");
            }
            assertThat(meters.lines().filter(line -> line.startsWith("pipeline_state") && line.endsWith(" 1.0")))
                    .hasSize(1);
            assertThat(get(port, "producer").body()).containsPattern("\"state\":\"[a-z]+\"");
        }

        @Test
        void areShownToThoseAloneWhoAskByAKnownName() throws Exception {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream()
                        .write("GET /actuator/producer HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 421")
                        .contains("found the Host evil.example", "producer.allowed-hosts");
            }
        }

        @Test
        void refuseEveryWriteOperation() throws Exception {
            HttpResponse<String> answer = post(port, "producer/pause", "", "Bearer x");

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("producer.admin.enabled is false");
        }

        @Test
        void areDownWithTheReasonAsLongAsKafkaIsMissing() throws Exception {
            HttpResponse<String> health = get(port, "health");

            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body())
                    .contains("\"kafka\"", "Waiting for Kafka at 127.0.0.1:1: nobody listens there", "\"sending\"");
            assertThat(get(port, "health/liveness").statusCode()).isEqualTo(200);
            assertThat(get(port, "health/readiness").statusCode()).isEqualTo(503);
        }

        @Test
        void offerInfoMetricsAndPrometheusButNothingElse() throws Exception {
            assertThat(get(port, "info").body()).contains("\"topic\":\"particle-events\"");
            assertThat(get(port, "metrics/pipeline.producer.acknowledged").statusCode())
                    .isEqualTo(200);
            assertThat(get(port, "prometheus").body()).contains("pipeline_producer_acknowledged_events_total");
            assertThat(get(port, "env").statusCode()).isEqualTo(404);
            assertThat(get(port, "heapdump").statusCode()).isEqualTo(404);
        }
    }

    @Nested
    @SpringBootTest(
            webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
            properties = {NO_KAFKA, "producer.admin.enabled=true", "producer.admin.token=sesame"})
    class WithAdmin {

        @LocalServerPort
        int port;

        @Autowired
        Emission emission;

        @Test
        void steerForThoseWhoHaveTheToken() throws Exception {
            assertThat(post(port, "producer/pause", "", "Bearer sesame").statusCode())
                    .isEqualTo(200);
            assertThat(emission.paused()).isTrue();
            assertThat(post(port, "producer/resume", "", "Bearer sesame").statusCode())
                    .isEqualTo(200);
            assertThat(emission.paused()).isFalse();
            assertThat(post(port, "producer/rate", "{\"eventsPerSecond\":250}", "Bearer sesame")
                            .body())
                    .contains("\"rate\":250.0");
            assertThat(emission.rate()).isEqualTo(250);
        }

        @Test
        void takeAPostWithoutContentAsCurlSendsIt() throws Exception {
            HttpRequest.Builder pause = request(port, "producer/pause").POST(HttpRequest.BodyPublishers.noBody());
            assertThat(send(pause.copy()).statusCode()).isEqualTo(401);
            assertThat(send(pause.copy().header("Authorization", "Bearer sesame"))
                            .body())
                    .contains("\"state\":\"paused\"");
            HttpRequest.Builder resume = request(port, "producer/resume")
                    .header("Authorization", "Bearer sesame")
                    .POST(HttpRequest.BodyPublishers.noBody());
            assertThat(send(resume).statusCode()).isEqualTo(200);
            assertThat(emission.paused()).isFalse();
        }

        @Test
        void refuseThoseWhoHaveNot() throws Exception {
            assertThat(post(port, "producer/pause", "", "Bearer open").statusCode())
                    .isEqualTo(401);
            assertThat(post(port, "producer/pause", "", "sesame").statusCode()).isEqualTo(401);
        }

        @Test
        void sayWhatIsWrongWithARequest() throws Exception {
            HttpResponse<String> negative = post(port, "producer/rate", "{\"eventsPerSecond\":-1}", "Bearer sesame");
            assertThat(negative.statusCode()).isEqualTo(400);
            assertThat(negative.body()).contains("found eventsPerSecond -1.0, expected a number from 0");
            HttpResponse<String> unknown = post(port, "producer/stop", "", "Bearer sesame");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.body()).contains("expected pause, resume or rate");
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return send(request(port, path).GET());
    }

    private static HttpResponse<String> post(int port, String path, String body, String authorization)
            throws IOException, InterruptedException {
        return send(request(port, path)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
