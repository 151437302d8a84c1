package science.pipeline.formats.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import science.pipeline.formats.FileFault;
import science.pipeline.formats.FileFormat;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

class DescriberTest {

    @TempDir
    Path folder;

    /** Each line of the expected ones: the file, then each field with its type, its time format, ? where optional. */
    static List<String> publicFormats() throws IOException, URISyntaxException {
        return Files.readAllLines(publicFile("expected.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** Small files in the very forms in which public archives and common instruments write theirs. */
    @ParameterizedTest
    @MethodSource("publicFormats")
    void publicFormatsNeedNoCorrectionOfTypesAndTimes(String expected) throws URISyntaxException {
        String name = expected.substring(0, expected.indexOf(':'));

        Schema schema = Describer.file(publicFile(name), FileFormat.AUTO).schema();

        assertThat(name + ": " + summary(schema)).isEqualTo(expected);
    }

    private static String summary(Schema schema) {
        return schema.fields().stream()
                .map(field -> field.name() + " " + field.type().label()
                        + (field.role() == Role.TIME ? "!" : "")
                        + (field.presence() == Presence.OPTIONAL ? "?" : "")
                        + (field.type() == FieldType.TIME ? " <" + field.inFile() + "> " + field.format() : ""))
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            muon-coincidence.csv   | ts_utc        | iso      | event | detector_name | sipm_mV | mV
            muon-counter.txt       | time          | iso      | Event | Name          | sipm    | mV
            radiation-monitors.jsonl | when_captured | epoch-ms |     | urn           | cpm     | 1/min
            machine-temperature.csv  | timestamp   | iso      |       |               | value   |
            """)
    void theStreamsOfOthersGetTheirRolesAndUnits(
            String file, String time, String format, String id, String detector, String energy, String unit) {
        String data = System.getProperty("pipeline.data.streams", "");
        Assumptions.assumeFalse(data.isEmpty(), "-Dpipeline.data.streams names no folder of streams");

        Schema schema = Describer.file(Path.of(data, file), FileFormat.AUTO).schema();

        assertThat(schema.nameOf(Role.TIME, "")).isEqualTo(time);
        assertThat(schema.field(Role.TIME).orElseThrow().format()).isEqualTo(format);
        assertThat(schema.nameOf(Role.EVENT_ID, "")).isEqualTo(Objects.toString(id, ""));
        assertThat(schema.nameOf(Role.DETECTOR, "")).isEqualTo(Objects.toString(detector, ""));
        assertThat(schema.nameOf(Role.ENERGY, "")).isEqualTo(energy);
        assertThat(schema.unitOf(energy)).isEqualTo(Objects.toString(unit, ""));
        assertThat(schema.fields().size()).isLessThanOrEqualTo(25);
    }

    @Test
    void whatIsPrintedIsASchema() throws URISyntaxException {
        Description description = Describer.file(publicFile("usgs-earthquakes.csv"), FileFormat.AUTO);

        assertThat(SchemaYaml.read("printed", description.text())).isEqualTo(description.schema());
        assertThat(description.text())
                .contains("# Described from usgs-earthquakes.csv: a table, commas between cells, names in line 1")
                .contains("# Guessed: time = time, energy = mag, detector = net, event_id = id.")
                .contains("  mag: {type: number, role: energy}  # 0.79 to 4.7");
    }

    @Test
    void aNameThatIsAllowedStaysAndAnyOtherKeepsItsPlace() throws IOException {
        Schema schema = describe("Temp [C],Ardn_time[ms],E_MeV,ADC[0-1023],flagged,2nd\n1,2,3,4,5,6\n2,3,4,5,6,7\n");

        assertThat(schema.fields())
                .extracting(Field::name)
                .containsExactly("temp", "ardn_time", "E_MeV", "adc", "own_flagged", "_2nd");
        assertThat(schema.fields()).extracting(Field::unit).containsExactly("degC", "ms", "MeV", "", "", "");
        assertThat(schema.field("ardn_time").orElseThrow().from()).isEqualTo("Ardn_time[ms]");
    }

    @Test
    void anIdOfWhichDigitsAreLostIsNoIntegerAndNoId() throws IOException {
        Schema schema = describe("event_id,E\n3.7E+18,1.5\n3.8E+18,2.5\n3.9E+18,2.25\n");

        assertThat(schema.field("event_id").orElseThrow().type()).isEqualTo(FieldType.NUMBER);
        assertThat(schema.has(Role.EVENT_ID)).isFalse();
        assertThat(schema.nameOf(Role.ENERGY, "")).isEqualTo("E");
    }

    @Test
    void wholeNumbersThatNoDoubleHoldsAreKeptDigitByDigit() throws IOException {
        Schema schema = describe("event,other,beyond\n9007199254740993,9007199254740993,18446744073709551615\n"
                + "9007199254740995,9007199254740995,18446744073709551616\n");

        assertThat(schema.field(Role.EVENT_ID).orElseThrow().type()).isEqualTo(FieldType.INTEGER);
        assertThat(schema.field("other").orElseThrow().type()).isEqualTo(FieldType.NAME);
        assertThat(schema.field("beyond").orElseThrow().type()).isEqualTo(FieldType.NAME);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-01-16T10:00:00.123456+00:00 | iso
            2026-01-16 10:00:00,123          | yyyy-MM-dd HH:mm:ss,SSS
            2026-01-16T10:00Z                | yyyy-MM-dd'T'HH:mmX
            16.01.2026 10:00                 | dd.MM.yyyy HH:mm
            01/16/2026 10:00:00 PM           | MM/dd/yyyy hh:mm:ss a
            16-Jan-2026 10:00:00             | dd-MMM-yyyy HH:mm:ss
            Fri, 16 Jan 2026 10:00:00 +0000  | EEE, dd MMM yyyy HH:mm:ss XX
            2026-016T10:00:00                | yyyy-DDD'T'HH:mm:ss
            20260116T100000                  | yyyyMMdd'T'HHmmss
            2026-01-16 10:00:00 UTC          | yyyy-MM-dd HH:mm:ss 'UTC'
            2026-01-16                       | yyyy-MM-dd
            """)
    void timesAreReadInTheFormInWhichTheyAreWritten(String time, String format) throws IOException {
        Field field = describe("time;x\n" + time + ";1.5\n" + time + ";2.5\n")
                .field(Role.TIME)
                .orElseThrow();

        assertThat(field.format()).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource({
        "1768557600, epoch-s",
        "1768557600.25, epoch-s",
        "1768557600123, epoch-ms",
        "1768557600123456, epoch-us",
        "1768557600123456789, epoch-ns"
    })
    void epochsAreToldByTheirSize(String time, String format) throws IOException {
        Schema schema = describe("t,x\n" + time + ",1\n" + time + ",2\n");

        assertThat(schema.field(Role.TIME).orElseThrow().format()).isEqualTo(format);
    }

    @Test
    void numbersThatMayBeIdsAreNoTimes() throws IOException {
        Schema schema = describe("id,serial\n1768557600,3700000000000000001\n1768557601,3700000000000000002\n");

        assertThat(schema.has(Role.TIME)).isFalse();
    }

    @Test
    void dayAndMonthAreToldByAnyDayBeyondTheTwelfth() throws IOException {
        assertThat(describe("time,x\n01/02/2026 10:00:00,1\n01/13/2026 10:00:00,2\n")
                        .field("time")
                        .orElseThrow()
                        .format())
                .isEqualTo("MM/dd/yyyy HH:mm:ss");
        assertThat(describe("time,x\n01/02/2026 10:00:00,1\n13/02/2026 10:00:00,2\n")
                        .field("time")
                        .orElseThrow()
                        .format())
                .isEqualTo("dd/MM/yyyy HH:mm:ss");
        assertThat(described("time,x\n01/02/2026 10:00:00,1\n02/02/2026 10:00:00,2\n")
                        .text())
                .contains("day or month first cannot be told");
    }

    @Test
    void whatIsAbsentInSomeRowsIsOptional() throws IOException {
        String json = "{\"a\":{\"b\":1},\"n\":null}\n{\"a\":{\"b\":2},\"n\":5}\n{\"a\":{\"b\":3},\"late\":true}\n";
        Path file = Files.writeString(folder.resolve("s.jsonl"), json);

        Schema schema = Describer.file(file, FileFormat.AUTO).schema();

        assertThat(schema.field("b").orElseThrow().from()).isEqualTo("a.b");
        assertThat(schema.field("b").orElseThrow().presence()).isEqualTo(Presence.REQUIRED);
        assertThat(schema.field("n").orElseThrow().presence()).isEqualTo(Presence.OPTIONAL);
        assertThat(schema.field("late").orElseThrow().presence()).isEqualTo(Presence.OPTIONAL);
        assertThat(schema.field("late").orElseThrow().type()).isEqualTo(FieldType.BOOLEAN);
    }

    @Test
    void aListOfNumbersIsAFieldAndAVectorsElementsAreFields() throws IOException {
        Path file = Files.writeString(
                folder.resolve("s.jsonl"),
                "{\"wave\":[1,2.5],\"at\":[1,2,3],\"tags\":[\"a\"]}\n{\"wave\":[],\"at\":[4,5,6],\"tags\":[\"b\"]}\n");

        Description description = Describer.file(file, FileFormat.AUTO);

        assertThat(description.schema().fields())
                .extracting(field -> field.name() + " " + field.type().label())
                .startsWith("wave numbers", "at_0 integer", "at_1 integer", "at_2 integer");
        assertThat(description.text()).contains("wave: {type: numbers}  # 0 to 2 numbers each");
    }

    @Test
    void aLongListCrowdsNothingOut() throws IOException {
        String wave = IntStream.range(0, 2_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        Path file = Files.writeString(folder.resolve("s.jsonl"), "{\"wave\":[" + wave + "],\"channel\":7}\n");

        assertThat(Describer.file(file, FileFormat.AUTO).schema().fields())
                .extracting(Field::name)
                .containsExactly("wave", "channel");
    }

    @Test
    void aLongFileIsLookedAtInItsMiddleAndAtItsEnd() throws IOException {
        String rows = IntStream.range(0, 20_000)
                .mapToObj(i -> i + "," + (i < 15_000 ? "" + i : i + ".5") + "," + (i < 8_000 ? "A" : ""))
                .collect(Collectors.joining("\n"));
        Schema schema = describe("n,value,place\n" + rows + "\n");

        assertThat(schema.field("value").orElseThrow().type()).isEqualTo(FieldType.NUMBER);
        assertThat(schema.field("place").orElseThrow().presence()).isEqualTo(Presence.OPTIONAL);
    }

    @Test
    void aCompressedFileIsDescribedFromItsBeginning() throws IOException {
        Path file = folder.resolve("run-7.csv.gz");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write("t_s,E\n0.5,1.5\n0.75,2.5\n".getBytes(StandardCharsets.UTF_8));
        }
        Schema schema = Describer.file(file, FileFormat.AUTO).schema();

        assertThat(schema.name()).isEqualTo("run-7");
        assertThat(schema.unitOf("t_s")).isEqualTo("s");
    }

    @Test
    void aFileWithoutRowsCannotBeDescribed() {
        assertThatThrownBy(() -> describe("a,b\n"))
                .isInstanceOf(FileFault.class)
                .hasMessageContaining("found no rows");
    }

    private Schema describe(String content) throws IOException {
        return described(content).schema();
    }

    private Description described(String content) throws IOException {
        return Describer.file(Files.writeString(folder.resolve("sample.csv"), content), FileFormat.AUTO);
    }

    private static Path publicFile(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(DescriberTest.class.getResource("/public/" + name))
                .toURI());
    }
}
