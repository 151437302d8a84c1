package science.pipeline.producer.source.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import science.pipeline.codec.EventEncoder;
import science.pipeline.event.Event;
import science.pipeline.formats.FileFormat;
import science.pipeline.formats.describe.Describer;
import science.pipeline.producer.source.SourceException;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files replayed by a schema of their own: each field from its place in the file to its place in the record. */
class SchemaReplayTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void fieldsGoToTheirPlacesAndNumbersKeepTheirDigits() throws IOException {
        String schema = """
                name: monitors
                fields:
                  monitor: {type: name, role: detector, from: device.urn}
                  time: {type: time, role: time, from: when, format: epoch-ms}
                  cpm: {type: number, role: energy, from: reading.cpm, file: counts}
                  temp_c: {type: number, presence: optional}
                  note: {type: text, presence: optional}
                  kind: {type: name, value: indoor}
                """;
        String csv = "device.urn;when;counts;temp_c;note\nmonitor:1;1767225601560;3.10e0;NA;\"a;b\"\n"
                + "monitor:2;1767225603259;+0012;-1.50;\n";

        assertThat(documents(schema, csv, Map.of()))
                .containsExactly(
                        "{\"device\":{\"urn\":\"monitor:1\"},\"when\":1767225601560,\"reading\":{\"cpm\":3.10e0},\"note\":\"a;b\"}",
                        "{\"device\":{\"urn\":\"monitor:2\"},\"when\":1767225603259,\"reading\":{\"cpm\":12.0},\"temp_c\":-1.50}");
    }

    @Test
    void aListOfNumbersIsCarriedFromCsvAndFromJson() throws IOException {
        String schema = """
                name: scope
                fields:
                  channel: {type: name}
                  wave: {type: numbers, from: data.wave, file: wave}
                  dark: {type: numbers, presence: optional}
                """;
        String expected = "{\"channel\":\"a\",\"data\":{\"wave\":[1.50,-2,3e1]}}";

        assertThat(documents(schema, "channel,wave,dark\na,\"[1.50, -2, 3e1]\",\n", Map.of()))
                .containsExactly(expected);
        assertThat(documents(schema, "{\"channel\":\"a\",\"wave\":[1.50,-2,3e1]}\n", Map.of()))
                .containsExactly(expected);
        assertThatThrownBy(() -> documents(schema, "channel,wave\na,\"[1,x]\"\n", Map.of()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("expected a list of numbers, as [1, 2.5]");
    }

    @Test
    void aFieldMayBeComputedOfColumns() throws IOException {
        String schema = """
                name: calorimeter
                fields:
                  time: {type: time, role: time, file: "{date} {clock}"}
                  energy_gev: {type: number, role: energy, unit: GeV, file: E_MeV * 0.001}
                  n: {type: integer, role: event_id, file: "{row}"}
                """;
        String csv = "date,clock,E_MeV\n2026-01-16,10:00:00.5,1500\n2026-01-16,10:00:01,250\n";

        assertThat(documents(schema, csv, Map.of()))
                .containsExactly(
                        "{\"time\":\"2026-01-16T10:00:00.500000\",\"energy_gev\":1.5,\"n\":1}",
                        "{\"time\":\"2026-01-16T10:00:01.000000\",\"energy_gev\":0.25,\"n\":2}");
        assertThat(documents(schema, csv, Map.of("columns.energy_gev", "E_MeV / 100", "columns.n", "=7")))
                .first()
                .asString()
                .contains("\"energy_gev\":15.0,\"n\":7");
    }

    @Test
    void aFileWithoutNamesHasThoseOfTheSchema() throws IOException {
        String schema =
                "name: plain\nfields:\n  time: {type: time, role: time}\n  value: {type: number, role: energy}\n";

        assertThat(documents(schema, "2026-01-16T10:00:00Z 1.5\n2026-01-16T10:00:01Z 2.5\n", Map.of()))
                .first()
                .isEqualTo("{\"time\":\"2026-01-16T10:00:00.000000\",\"value\":1.5}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            value: {type: number, role: energy, min: 0} | value | -1   | column value: found "-1", expected a number from 0.0 to Infinity
            value: {type: integer}                      | value | 1.5  | column value: found "1.5", expected a whole number
            value: {type: boolean}                      | value | yes  | column value: found "yes", expected true or false
            value: {type: name}                         | value | a b  | column value: found "a b", expected a name
            value: {type: time, format: epoch-s}        | value | noon | column value: found "noon", expected a number, epoch-s
            value: {type: number}                       | value | NaN  | column value: found "NaN", expected a number
            value: {type: number}                       | other | 1    | found no column value for value; the columns are t, other
            """)
    void whatDoesNotFitIsSaidWithItsPlace(String field, String column, String cell, String message) {
        String schema = "name: s\nfields:\n  t: {type: time, role: time}\n  " + field + "\n";
        String csv = "t," + column + "\n2026-01-16T10:00:00Z," + cell + "\n";

        assertThatThrownBy(() -> documents(schema, csv, Map.of()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("s.csv, line ")
                .hasMessageContaining(message);
    }

    @Test
    void aMappingOfWhatIsNoFieldIsRefused() {
        Schema schema = SchemaYaml.read("s.yml", "name: s\nfields:\n  x: number\n");

        assertThatThrownBy(() -> ReplaySource.checkMapping(properties(Map.of("columns.y", "x")), schema))
                .hasMessage("producer.replay.columns.y: found no such field in the schema s, expected one of x");
    }

    /** Described, replayed and read back: every value of the file is there, equal as a double. */
    @ParameterizedTest
    @CsvSource({
        "muon-coincidence.csv, 6000",
        "muon-counter.txt, 3000",
        "radiation-monitors.jsonl, 20000",
        "machine-temperature.csv, 22000"
    })
    void theStreamsOfOthersAreReplayedByTheirDescription(String name, int rows) throws IOException {
        String data = System.getProperty("pipeline.data.streams", "");
        Assumptions.assumeFalse(data.isEmpty(), "-Dpipeline.data.streams names no folder of streams");
        Path file = Path.of(data, name);
        Schema schema = Describer.file(file, FileFormat.AUTO).schema();
        List<String> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();

        List<JsonNode> events =
                documents(schema, file, Map.of()).stream().map(JSON::readTree).toList();

        assertThat(events).hasSize(rows);
        boolean isJson = name.endsWith(".jsonl");
        List<String> header = List.of(lines.get(0).split(","));
        for (int i = 0; i < rows; i++) {
            JsonNode event = events.get(i);
            if (isJson) {
                assertThat(event).isEqualTo(JSON.readTree(lines.get(i)));
            } else if (name.endsWith(".csv")) {
                String[] cells = lines.get(i + 1).split(",");
                for (int column = 0; column < cells.length; column++) {
                    JsonNode value = event.get(header.get(column));
                    if (value.isNumber()) {
                        assertThat(value.asDouble()).isEqualTo(Double.parseDouble(cells[column]));
                    } else if (column > 0) {
                        assertThat(value.asString()).isEqualTo(cells[column]);
                    }
                }
            } else {
                String[] cells = lines.get(i).split(" ");
                assertThat(event.get("time").asString()).startsWith(cells[0] + "T" + cells[1]);
                assertThat(event.get("SiPM[mV]").asDouble()).isEqualTo(Double.parseDouble(cells[5]));
                assertThat(event.get("Event").asLong()).isEqualTo(Long.parseLong(cells[2]));
            }
        }
    }

    private static ReplayProperties properties(Map<String, String> settings) {
        return new Binder(
                        List.of(new MapConfigurationPropertySource(settings)),
                        null,
                        ApplicationConversionService.getSharedInstance())
                .bindOrCreate("", ReplayProperties.class);
    }

    private List<String> documents(String schema, String csv, Map<String, String> settings) throws IOException {
        Path file = Files.writeString(folder.resolve("s.csv"), csv);
        return documents(SchemaYaml.read("s.yml", schema), file, settings);
    }

    private List<String> documents(Schema schema, Path file, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("file[0]", file.toString());
        ReplayProperties properties = properties(all);
        EventEncoder encoder = new EventEncoder(schema);
        List<String> documents = new ArrayList<>();
        try (ReplaySource source = new ReplaySource(properties, schema, Clock.systemUTC(), folder)) {
            for (Event event = source.next(); event != null; event = source.next()) {
                documents.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
            }
        }
        return documents;
    }
}
