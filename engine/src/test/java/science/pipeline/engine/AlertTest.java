package science.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.PartitionPipeline;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.codec.EventDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;
import tools.jackson.databind.JsonNode;

/** The alert of a flagged event, as listeners get it. */
class AlertTest {

    private static final Schema RUNS = SchemaYaml.read("runs.yml", """
            name: runs
            fields:
              run:    {type: integer, role: event_id}
              kind:   name
              counts: {type: integer, presence: optional}
              volts:  {type: number, unit: V}
              stable: boolean
              note:   {type: text, presence: optional}
            """);

    @Test
    void aParticleIsToldByTheNamesThatAreDocumented() {
        JsonNode alert = alert(Schema.byDefault(), "energy_gev", """
                {"event_id":9223372036854775807,"timestamp":"2026-01-16T10:23:45","particle_type":"muon","energy_gev":100,\
                "momentum_x":1.50,"momentum_y":-2e3,"momentum_z":3,"detector_id":"DET_001","is_anomaly":false}""");

        assertThat(alert.propertyNames())
                .containsExactly(
                        "kind",
                        "event_id",
                        "timestamp",
                        "particle_type",
                        "energy_gev",
                        "momentum_x",
                        "momentum_y",
                        "momentum_z",
                        "detector_id",
                        "is_anomaly",
                        "score",
                        "reasons",
                        "explanation",
                        "kafka_partition",
                        "kafka_offset");
        assertThat(alert.toString()).startsWith("""
                {"kind":"event","event_id":9223372036854775807,"timestamp":"2026-01-16T10:23:45.000000","particle_type":"muon",\
                "energy_gev":100.0,"momentum_x":1.5,"momentum_y":-2000.0,"momentum_z":3.0,"detector_id":"DET_001",\
                "is_anomaly":false,"score":""").endsWith("\"kafka_partition\":3,\"kafka_offset\":7}");
    }

    @Test
    void anEventOfAnotherSchemaIsToldByItsOwnFieldsEachInItsType() {
        JsonNode alert = alert(RUNS, "volts", """
                {"run":-9007199254740993,"kind":"cosmic","counts":9007199254740993,"volts":0.1,"stable":true}""");

        assertThat(alert.toString()).startsWith("""
                {"kind":"event","run":-9007199254740993,"event.kind":"cosmic","counts":9007199254740993,"volts":0.1,\
                "stable":true,"note":null,"kafka_timestamp":"1970-01-01T00:00:00.000000","score":""");
    }

    @Test
    void alertsOfAllLayersAreWhatATreeOfThemWouldBe() {
        PartitionPipeline pipeline = new PartitionPipeline(AnalysisConfiguration.defaults());
        EventBatch batch = pipeline.newBatch();
        EventDecoder decoder = EventDecoder.of(Schema.byDefault());
        Random random = new Random(1);
        int flagged = 0;
        for (int i = 0; i < 40_000; i++) {
            decoder.decode(document(random, i).getBytes(StandardCharsets.UTF_8), i, batch);
            if (batch.isFull()) {
                var verdicts = pipeline.analyse(batch);
                for (int row = 0; row < batch.size(); row++) {
                    if (verdicts.flagged[row]) {
                        flagged++;
                        assertThat(Alert.of(0, batch, verdicts, row))
                                .isEqualTo(PlainAlert.JSON.writeValueAsBytes(PlainAlert.of(0, batch, verdicts, row)));
                    }
                }
                batch.clear();
            }
        }
        assertThat(flagged).isGreaterThan(20);
    }

    /** Of photons, one in five hundred of which has the energy of another. */
    private static String document(Random random, int number) {
        double x = random.nextGaussian() * 10;
        double y = random.nextGaussian() * 10;
        double z = random.nextGaussian() * 10;
        double energy = Math.sqrt(x * x + y * y + z * z) * (random.nextInt(500) == 0 ? random.nextInt(100) : 1);
        return String.format(
                Locale.ROOT,
                "{\"event_id\":%d,\"timestamp\":\"%s\",\"particle_type\":\"photon\",\"energy_gev\":%.2f,"
                        + "\"momentum_x\":%.2f,\"momentum_y\":%.2f,\"momentum_z\":%.2f,\"detector_id\":\"DET_00%d\","
                        + "\"is_anomaly\":false}",
                number,
                EventTime.format(1_768_559_025_000_000L + number * 1000L),
                energy,
                x,
                y,
                z,
                random.nextInt(4));
    }

    /** @param number that every event has */
    private static JsonNode alert(Schema schema, String number, String document) {
        AnalysisConfiguration defaults = AnalysisConfiguration.defaults(schema);
        DetectionConfiguration detection = defaults.detection();
        Condition any = new Condition.Range(-1e9, 1e9);
        PartitionPipeline pipeline = new PartitionPipeline(new AnalysisConfiguration(
                schema,
                defaults.menu(),
                new DetectionConfiguration(
                        detection.flagsPerMillion(),
                        detection.layers(),
                        detection.warmUp(),
                        detection.massShell(),
                        Map.of("every_one", Map.of(number, any))),
                defaults.watch(),
                defaults.statistics()));
        EventBatch batch = pipeline.newBatch();
        assertThat(EventDecoder.of(schema).decode(document.getBytes(StandardCharsets.UTF_8), 7, batch))
                .isNull();
        var verdicts = pipeline.analyse(batch);
        assertThat(verdicts.reasons(0)).contains("every_one");
        byte[] alert = Alert.of(3, batch, verdicts, 0);
        assertThat(alert).isEqualTo(PlainAlert.JSON.writeValueAsBytes(PlainAlert.of(3, batch, verdicts, 0)));
        return PlainAlert.JSON.readTree(alert);
    }
}
