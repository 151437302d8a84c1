package science.pipeline.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.codec.StrictDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

/** Detection in streams that are no particle events. */
class AnyStreamDetectionTest {

    private static final Schema STATION = SchemaYaml.read("station.yml", """
            name: station
            fields:
              at:     {type: time, role: time}
              sensor: {type: name, role: detector}
              temp_c: {type: number, unit: degC, presence: optional}
              mV:     {type: number, unit: mV}
            """);

    private static final Schema CALORIMETER = SchemaYaml.read("calorimeter.yml", """
            name: calorimeter
            fields:
              t:    {type: time, role: time}
              kind: {type: name, role: particle_type}
              e:    {type: number, role: energy, unit: GeV}
              px:   {type: number, role: momentum_x, presence: optional}
              py:   {type: number, role: momentum_y, presence: optional}
              pz:   {type: number, role: momentum_z, presence: optional}
            """);

    private static final DetectionConfiguration DEFAULTS = DetectionConfiguration.defaults();

    /** What became of the documents: reasons of those that are flagged, by their index. */
    private static final class Found {
        final Map<Integer, String> reasons = new TreeMap<>();
        final Map<Integer, Explanation> explanations = new TreeMap<>();
        List<LayerStatus> status = List.of();

        LayerStatus status(String layer) {
            return status.stream()
                    .filter(one -> one.layer().equals(layer))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** @param restartAt before this document another process goes on; -1 for none */
    private static Found detect(
            Schema schema, DetectionConfiguration configuration, List<String> documents, int restartAt)
            throws IOException {
        Found found = new Found();
        StrictDecoder decoder = new StrictDecoder(schema);
        NameTables names = NameTables.of(schema, 100);
        Detection detection = new Detection(configuration, names);
        Flags flags = new Flags();
        EventBatch batch = new EventBatch(names);
        for (int i = 0; i < documents.size(); i++) {
            byte[] json = documents.get(i).getBytes(StandardCharsets.UTF_8);
            assertThat(decoder.decode(json, 0, json.length, i, batch)).isNull();
            boolean isCut = i + 1 == documents.size() || i + 1 == restartAt;
            if (batch.isFull() || isCut) {
                detection.detect(batch, flags);
                for (int row = 0; row < batch.size(); row++) {
                    if (flags.flagged[row]) {
                        found.reasons.put((int) batch.offset[row], flags.reasons(row));
                        found.explanations.put((int) batch.offset[row], flags.explanation(row));
                    }
                }
                batch.clear();
            }
            if (i + 1 == restartAt) {
                ByteArrayOutputStream saved = new ByteArrayOutputStream();
                detection.save(new DataOutputStream(saved));
                detection = new Detection(configuration, names);
                detection.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
            }
        }
        found.status = detection.status();
        return found;
    }

    private static Found detect(Schema schema, List<String> documents) throws IOException {
        return detect(schema, DEFAULTS, documents, -1);
    }

    private static String time(int second) {
        return String.format(
                Locale.ROOT, "2026-03-01T%02d:%02d:%02d", second / 3600 % 24, second / 60 % 60, second % 60);
    }

    /** Two sensors of different middles, one below zero; the temperature is not always there. */
    private static List<String> station(int size) {
        Random random = new Random(7);
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            boolean isCold = random.nextBoolean();
            double temperature = (isCold ? -40 : 1000) + 0.5 * random.nextGaussian();
            String temp = random.nextInt(3) == 0 ? "" : String.format(Locale.ROOT, ",\"temp_c\":%.2f", temperature);
            documents.add(String.format(
                    Locale.ROOT,
                    "{\"at\":\"%s\",\"sensor\":\"%s\"%s,\"mV\":%.3f}",
                    time(i),
                    isCold ? "cold" : "hot",
                    temp,
                    random.nextGaussian()));
        }
        return documents;
    }

    @Test
    void whereThereIsNoEnergyOutliersOfEveryNumberAreFlaggedOnBothSidesAndPerDetector() throws IOException {
        List<String> documents = station(20_000);
        documents.set(15_000, "{\"at\":\"" + time(15_000) + "\",\"sensor\":\"cold\",\"temp_c\":-52,\"mV\":0.1}");
        documents.set(16_000, "{\"at\":\"" + time(16_000) + "\",\"sensor\":\"hot\",\"temp_c\":1012,\"mV\":0.1}");
        documents.set(17_000, "{\"at\":\"" + time(17_000) + "\",\"sensor\":\"hot\",\"temp_c\":-40,\"mV\":-30}");

        Found found = detect(STATION, documents);

        assertThat(found.reasons.get(15_000)).matches("temp_c_outlier:\\d+\\.\\d\\d");
        assertThat(found.reasons.get(16_000)).startsWith("temp_c_outlier:");
        assertThat(found.reasons.get(17_000)).contains("temp_c_outlier:", "mV_outlier:");
        assertThat(found.reasons).hasSizeLessThan(20);
        Explanation.Contribution why =
                found.explanations.get(15_000).contributions().get(0);
        assertThat(why.observed()).isEqualTo(-52);
        assertThat(why.expected()).isBetween(-40.1, -39.9);
        assertThat(why.pull()).isBetween(-30.0, -18.0);
        assertThat(why.unit()).isEqualTo("degC");
        assertThat(why.features()).containsExactly(Map.entry("temp_c", -52.0));
    }

    @Test
    void layersWhoseRolesAreAbsentAreNotApplicableAndSaySo() throws IOException {
        Found found = detect(STATION, station(1_000));

        assertThat(found.status("mass_shell").state()).isEqualTo(LayerStatus.State.NOT_APPLICABLE);
        assertThat(found.status("mass_shell").reason())
                .isEqualTo("needs particle_type, energy, momentum_x, momentum_y, momentum_z");
        assertThat(found.status("energy_outlier").reason()).isEqualTo("needs energy");
        assertThat(found.status("exact_repeat").reason()).isEqualTo("needs energy");
        assertThat(found.status("burst").state()).isNotEqualTo(LayerStatus.State.NOT_APPLICABLE);
        assertThat(found.status("temp_c_outlier").eventsSeen()).isBetween(500L, 800L);
    }

    @Test
    void aRestartChangesNothing() throws IOException {
        List<String> documents = station(6_000);

        Found whole = detect(STATION, DEFAULTS, documents, -1);
        for (int restartAt : List.of(50, 130, 3_333)) {
            assertThat(detect(STATION, DEFAULTS, documents, restartAt).reasons).isEqualTo(whole.reasons);
        }
    }

    @Test
    void aCalorimeterWithoutMomentaMutesTheMassShell() throws IOException {
        Random random = new Random(3);
        List<String> documents = IntStream.range(0, 2_000)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "{\"t\":\"%s\",\"kind\":\"%s\",\"e\":%.2f,\"px\":0,\"py\":0,\"pz\":0}",
                        time(i),
                        i % 3 == 0 ? "muon" : i % 3 == 1 ? "electron" : "proton",
                        1 + Math.exp(2 + random.nextGaussian())))
                .toList();

        Found found = detect(CALORIMETER, documents);

        assertThat(found.reasons).hasSizeLessThan(5);
        assertThat(found.status("mass_shell").state()).isEqualTo(LayerStatus.State.MUTED);
        assertThat(found.status("mass_shell").reason())
                .startsWith("no momentum that goes with the energy of ")
                .contains("electron", "muon", "proton");
    }

    @Test
    void absentMomentaAreNoEvidence() throws IOException {
        List<String> documents = IntStream.range(0, 2_000)
                .mapToObj(i -> "{\"t\":\"" + time(i) + "\",\"kind\":\"muon\",\"e\":" + (5 + i % 7) + "}")
                .toList();

        Found found = detect(CALORIMETER, documents);

        assertThat(found.reasons).isEmpty();
        assertThat(found.status("mass_shell").eventsSeen()).isZero();
        assertThat(found.status("direction").eventsSeen()).isZero();
        assertThat(found.status("eta_range").eventsSeen()).isZero();
    }

    @Test
    void anOutlierOfSomethingElseThanANumberIsRefused() {
        Quantities quantities = new Quantities(STATION);
        DetectionConfiguration wrong = new DetectionConfiguration(
                100, Map.of(), 400, DEFAULTS.massShell(), Map.of("sensor", DetectionConfiguration.Per.NONE), Map.of());

        assertThatThrownBy(() -> wrong.checked(quantities))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("detection.outliers.sensor")
                .hasMessageContaining("temp_c, mV");
        DetectionConfiguration unknown =
                new DetectionConfiguration(100, Map.of("pressure_outlier", false), 400, DEFAULTS.massShell(), Map.of());
        assertThatThrownBy(() -> unknown.checked(quantities)).hasMessageContaining("temp_c_outlier");
    }

    @Test
    void theDropOfARecordedMachinesTemperatureIsFlagged() throws IOException {
        String folder = System.getProperty("pipeline.data.streams", "");
        assumeFalse(folder.isEmpty(), "needs recorded streams: -Dpipeline.data.streams=FOLDER");
        List<String> lines = Files.readAllLines(Path.of(folder, "machine-temperature.csv"));
        Schema machine = SchemaYaml.read("machine.yml", """
                name: machine
                fields:
                  timestamp: {type: time, role: time}
                  value:     {type: number, unit: degC}
                """);
        List<String> documents = lines.subList(1, lines.size()).stream()
                .map(line -> "{\"timestamp\":\"" + line.replace(",", "\",\"value\":") + "}")
                .toList();

        Found found = detect(machine, documents);

        long inTheDrop = found.reasons.keySet().stream()
                .filter(row -> row >= 15_900 && row < 15_960)
                .count();
        assertThat(inTheDrop).isGreaterThanOrEqualTo(50);
        assertThat(found.reasons.size() - inTheDrop).isLessThan(30);
    }

    /** Each monitor has a level of its own, and the odd one has only five hundred rows. */
    @Test
    void aRadiationMonitorThatReadsThreeTimesAsMuchIsFlagged() throws IOException {
        String folder = System.getProperty("pipeline.data.streams", "");
        assumeFalse(folder.isEmpty(), "needs recorded streams: -Dpipeline.data.streams=FOLDER");
        List<String> documents = Files.readAllLines(Path.of(folder, "radiation-monitors.jsonl"));
        Schema monitors = SchemaYaml.read("monitors.yml", """
                name: monitors
                fields:
                  monitor: {type: name, role: detector, from: device.urn}
                  time:    {type: time, role: time, from: when_captured, format: epoch-ms}
                  cpm:     {type: number, role: energy, from: reading.cpm, unit: "1/min", min: 0}
                  temp_c:  {type: number, unit: degC, presence: optional}
                """);

        Found found = detect(monitors, documents);

        List<Integer> ofTheOdd = found.reasons.keySet().stream()
                .filter(row -> documents.get(row).contains("monitor:017"))
                .toList();
        assertThat(ofTheOdd).hasSizeGreaterThanOrEqualTo(10).allMatch(row -> row >= 9_000 && row < 9_800);
        assertThat(found.reasons.size() - ofTheOdd.size()).isLessThan(10);
        assertThat(found.reasons.get(ofTheOdd.get(0))).startsWith("energy_outlier:");
        assertThat(found.status("mass_shell").reason()).startsWith("needs particle_type, momentum_x");
    }
}
