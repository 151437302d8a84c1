package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(RunningService.Extension.class)
class EndpointsTest {

    private final RunningService service;

    EndpointsTest(RunningService service) {
        this.service = service;
    }

    @Test
    void healthNamesEachThingThatCanFail() {
        JsonNode pipeline =
                service.getJson("/actuator/health").path("components").path("pipeline");
        assertThat(pipeline.path("status").asString()).isEqualTo("UP");
        assertThat(pipeline.path("components").propertyNames())
                .containsExactlyInAnyOrder(
                        "state",
                        "kafka",
                        "listener",
                        "partitions",
                        "lag",
                        "outlets",
                        "disk",
                        "dataset",
                        "detectors",
                        "group");
        assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void theLedgerHasTheNamesOfTheContractAndCloses() {
        JsonNode ledger = service.getJson("/actuator/pipeline");
        assertThat(ledger.path("state").asString()).isEqualTo("running");
        assertThat(ledger.path("openAlarms").path("open").isNull())
                .as("three detectors of a few events each are not judged")
                .isTrue();
        assertThat(ledger.path("instances").size()).isEqualTo(1);
        assertThat(ledger.path("instances").path(0).path("instance")).isEqualTo(ledger.path("instance"));
        assertThat(ledger.has("disagreement")).isFalse();
        assertThat(ledger.path("received").asLong())
                .isEqualTo(ledger.path("accepted").asLong()
                        + ledger.path("rejected").path("total").asLong());
        assertThat(ledger.path("rejected").path("byReason").path("invalid_name").asLong())
                .isEqualTo(1);
        assertThat(ledger.path("flagged").path("byLayer").propertyNames()).contains("mass_shell");
        assertThat(ledger.path("selected").path("high_energy_events").asLong()).isEqualTo(1);
        assertThat(ledger.propertyNames()).contains("late", "future", "unknownFields", "skipped", "lost");
        JsonNode partition = ledger.path("partitions").path(0);
        assertThat(partition.propertyNames())
                .contains(
                        "firstOffset",
                        "nextOffset",
                        "received",
                        "accepted",
                        "rejected",
                        "skipped",
                        "lost",
                        "endOffset",
                        "lag");
        assertThat(partition.path("nextOffset").asLong()).isEqualTo(RunningService.EVENTS + 1);
    }

    @Test
    void tellsWhatTheLayersAndTheDetectorsDo() {
        JsonNode layers = service.getJson("/actuator/pipeline").path("layers");
        assertThat(layers.path(0).path("layer").asString()).isEqualTo("mass_shell");
        assertThat(layers.path(1).path("state").asString()).isEqualTo("warming_up");
        assertThat(layers.path(1).path("reason").asString()).endsWith("of 400 events");
        assertThat(service.getJson("/actuator/detectors").propertyNames())
                .containsExactlyInAnyOrder("states", "alarms");
    }

    @Test
    void theFinalDatasetIsBuiltForThoseWithTheTokenOnly() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> service.getJson("/actuator/dataset")
                                .path("partitions")
                                .path(0)
                                .path("nextOffset")
                                .asLong()
                        == RunningService.EVENTS + 1);
        assertThat(service.post("/actuator/dataset/final", Map.of(), "").statusCode())
                .isEqualTo(401);
        assertThat(service.post("/actuator/dataset/final", Map.of(), "guess").statusCode())
                .isEqualTo(401);
        assertThat(service.getJson("/actuator/dataset").path("finalDataset").asString())
                .isEqualTo("none");

        HttpResponse<String> built = service.post("/actuator/dataset/final", Map.of(), RunningService.TOKEN);
        assertThat(built.statusCode()).isEqualTo(200);
        assertThat(service.parse(built).path("accepted").asLong()).isEqualTo(RunningService.EVENTS);
        assertThat(service.getJson("/actuator/dataset").path("finalDataset").asString())
                .isEqualTo("current");
    }

    @Test
    void theMenuIsShownTriedOnTheRecordedEventsAndLeftAsItIs() {
        JsonNode before = service.getJson("/actuator/selections");
        assertThat(before.path("selections").valueStream())
                .anySatisfy(selection -> assertThat(selection
                                .path("conditions")
                                .path("energy_gev")
                                .path("min")
                                .asDouble())
                        .isEqualTo(100));
        String menu = """
                half: {energy_gev: {min: 51}, prescale: 10}
                none: {particle_type: {in: [kaon]}}
                upper: {where: "energy_gev > 50 && particle_type != 'kaon'"}
                """;
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode dry = service.parse(service.post("/actuator/selections/dry-run", Map.of("menu", menu), ""));
            assertThat(dry.path("events").asLong()).isEqualTo(RunningService.EVENTS);
            assertThat(dry.path("complete").asBoolean()).isTrue();
            JsonNode half = dry.path("selections").path("half");
            assertThat(half.path("passed").asLong()).isEqualTo(50);
            assertThat(dry.path("selections").path("upper").path("passed").asLong())
                    .isEqualTo(50);
            assertThat(half.path("accepted").asLong()).isEqualTo(5);
            assertThat(half.path("examples")).hasSize(5);
            assertThat(dry.path("selections").path("none").path("passed").asLong())
                    .isZero();
        });
        assertThat(service.getJson("/actuator/selections")).isEqualTo(before);
    }

    @Test
    void eachSelectionTellsHowManyEventsPassedAlsoWhereTheyAreNotWritten() {
        Map<String, String> counted = new TreeMap<>();
        for (JsonNode selection : service.getJson("/actuator/selections").path("selections")) {
            counted.put(
                    selection.path("name").asString(),
                    selection.path("evaluated").asLong() + " "
                            + selection.path("passed").asLong() + " "
                            + selection.path("accepted").asLong());
        }
        assertThat(counted)
                .isEqualTo(Map.of("high_energy_events", "100 1 1", "watched", "100 50 0", "central", "100 99 9"));
        assertThat(service.getJson("/actuator/pipeline")
                        .path("selected")
                        .path("watched")
                        .asLong())
                .isZero();
    }

    @Test
    void theConfiguredHistogramsHoldEveryEventOnceCommitted() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode histogram =
                    service.getJson("/actuator/statistics").path("histograms").path(0);
            assertThat(histogram.path("name").asString()).isEqualTo("momentum");
            assertThat(histogram.path("edges")).hasSize(10);
            assertThat(histogram.path("counts").valueStream().map(JsonNode::asLong))
                    .containsOnly(10L);
            assertThat(histogram.path("overflow").asLong()).isEqualTo(10);
        });
    }

    @Test
    void aPostWithoutContentNeedsNoContentType() {
        HttpRequest.Builder bare = service.request("/actuator/dataset/final").POST(HttpRequest.BodyPublishers.noBody());
        assertThat(service.send(bare.copy().build()).statusCode()).isEqualTo(401);
        HttpRequest nowhere = service.request("/actuator/dataset/nothing")
                .header("Authorization", "Bearer " + RunningService.TOKEN)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(service.send(nowhere).statusCode()).isEqualTo(404);
        assertThat(service.send(nowhere).body()).contains("found no operation nothing");
    }

    @Test
    void aWrongMenuIsRefusedWithEachFault() {
        Map<String, String> wrong = Map.of("menu", "a: {ptt: {min: 1}}\nB: {}");
        JsonNode verdict = service.parse(service.post("/actuator/selections/validate", wrong, ""));
        assertThat(verdict.path("valid").asBoolean()).isFalse();
        assertThat(verdict.path("faults")).hasSize(2);
        assertThat(service.post("/actuator/selections/dry-run", wrong, "").statusCode())
                .isEqualTo(400);
        assertThat(service.post("/actuator/selections/validate", Map.of(), "").statusCode())
                .isEqualTo(400);
    }

    @Test
    void bodiesLargerThanAnyMenuAreNotRead() {
        Map<String, String> large = Map.of("menu", "a".repeat(100_000));
        assertThat(service.post("/actuator/selections/validate", large, "").statusCode())
                .isEqualTo(413);
        HttpRequest unknownLength = service.request("/actuator/selections/validate")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[100_000])))
                .build();
        assertThat(service.http
                        .sendAsync(unknownLength, HttpResponse.BodyHandlers.ofString())
                        .join()
                        .statusCode())
                .isEqualTo(411);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/threaddump",
                "/actuator/loggers",
                "/actuator/beans",
                "/actuator/configprops",
                "/control-room/..%2Fapplication.yml",
                "/control-room/%2e%2e/application.yml",
                "/application.yml",
            })
    void nothingElseIsServed(String path) {
        assertThat(service.get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void theServiceIsNotShutDownFromOutside() {
        assertThat(service.post("/actuator/shutdown", Map.of(), RunningService.TOKEN)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void infoNamesDatasetAndConfiguration() {
        JsonNode analytics = service.getJson("/actuator/info").path("analytics");
        assertThat(analytics.path("configuration").asString())
                .isEqualTo(service.getJson("/actuator/selections")
                        .path("configuration")
                        .asString())
                .hasSize(16);
        assertThat(analytics.path("dataset").asString())
                .isEqualTo(service.getJson("/actuator/dataset").path("dataset").asString());
    }
}
