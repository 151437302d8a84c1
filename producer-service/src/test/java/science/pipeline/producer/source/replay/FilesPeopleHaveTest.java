package science.pipeline.producer.source.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import science.pipeline.event.Event;
import science.pipeline.event.EventTime;
import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.source.Position;
import science.pipeline.producer.source.SourceException;
import science.pipeline.schema.Schema;

/** What spreadsheets, pandas and instruments write: read as it is meant, or refused with its place. Never misread. */
class FilesPeopleHaveTest {

    private static final String HEADER =
            "event_id,timestamp,particle_type,energy_gev,momentum_x,momentum_y,momentum_z,detector_id,is_anomaly";
    private static final String ROW = "1,2026-01-16T10:00:01,muon,10.5,1.5,2.5,3.5,DET_001,false";
    private static final String JSON =
            "{\"event_id\":1,\"timestamp\":\"2026-01-16T10:00:00\",\"particle_type\":\"muon\","
                    + "\"energy_gev\":10.5,\"momentum_x\":1.5,\"momentum_y\":2.5,\"momentum_z\":3.5,\"detector_id\":\"DET_001\","
                    + "\"is_anomaly\":false}";

    private static final Map<String, String> MAPPED = Map.of(
            "columns.event_id", "id",
            "columns.energy_gev", "E",
            "columns.momentum_x", "px",
            "columns.momentum_y", "py",
            "columns.momentum_z", "pz",
            "columns.particle_type", "=muon",
            "columns.detector_id", "phi-sector(12)",
            "columns.is_anomaly", "=false");

    @TempDir
    Path folder;

    @Test
    void aRowWithMoreCellsThanColumnsIsNoEvent() {
        assertThatThrownBy(() -> all("shift.csv", "id,E,px,py,pz\n1,50.0,30.0,40.0,0.0\n2,12,5,7,5,10,0\n", MAPPED))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(
                        folder.resolve("shift.csv") + ", line 3: found 7 cells under 5 columns, expected as many");
        Map<String, String> constants = new HashMap<>(MAPPED);
        constants.put("columns.event_id", "=1");
        assertThatThrownBy(() -> all("comma.csv", "E,px,py,pz\n1,5,2,5,3,5,4,5\n", constants))
                .hasMessageContaining("line 2: found 8 cells under 4 columns");
    }

    @Test
    void aNumberMayBeComputedFromColumns() throws IOException {
        Map<String, String> mapped = new HashMap<>(MAPPED);
        mapped.put("columns.energy_gev", "E_MeV * 0.001");
        mapped.put("columns.momentum_x", "pt * cos(phi)");
        mapped.put("columns.momentum_y", "hypot(pt, column('p z'))");
        mapped.put("columns.momentum_z", "E (MeV)");
        assertThat(all("mev.csv", "id,E_MeV,pt,phi,p z,E (MeV)\n1,1250,3,0,4,7\n", mapped))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.energyGev()).isEqualTo(1250 * 0.001);
                    assertThat(event.momentumXGev()).isEqualTo(3);
                    assertThat(event.momentumYGev()).isEqualTo(5);
                    assertThat(event.momentumZGev()).isEqualTo(7);
                });
        assertThat(all("mev.jsonl", "{\"id\":1,\"E_MeV\":1250,\"pt\":3,\"phi\":0,\"p z\":4,\"E (MeV)\":7}\n", mapped))
                .singleElement()
                .satisfies(event -> assertThat(event.energyGev()).isEqualTo(1250 * 0.001));
    }

    @Test
    void aColumnThatBearsTheWholeTextForANameIsMeant() throws IOException {
        Map<String, String> mapped = new HashMap<>(MAPPED);
        mapped.put("columns.energy_gev", "E*1000");
        assertThat(all("odd.csv", "id,E*1000,E,px,py,pz\n1,5,7,0,0,1\n", mapped))
                .singleElement()
                .satisfies(event -> assertThat(event.energyGev()).isEqualTo(5));
    }

    @Test
    void whatCannotBeComputedIsNamedWithItsCells() {
        Map<String, String> mapped = new HashMap<>(MAPPED);
        mapped.put("columns.energy_gev", "E_MeV / 1000 - loss");
        assertThatThrownBy(() -> all("a.csv", "id,E_MeV,loss,px,py,pz\n1,12x,0,0,0,1\n", mapped))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("a.csv, line 2, column E_MeV / 1000 - loss: found \"E_MeV = 12x, loss = 0\", "
                        + "expected numbers");
        assertThatThrownBy(() -> all("b.csv", "id,E_MeV,loss,px,py,pz\n1,1000,3,0,0,1\n", mapped))
                .hasMessageContaining("found \"-2.0\", expected a number from 0 to 1e9");
        assertThatThrownBy(() -> all("c.csv", "id,E_MeV,px,py,pz\n1,1000,0,0,1\n", mapped))
                .hasMessageContaining("found no column loss for energy_gev; the columns are id, E_MeV, px, py, pz.");
        mapped.put("columns.energy_gev", "E_MeV ** 2");
        assertThatThrownBy(() -> all("d.csv", "id,E_MeV,px,py,pz\n1,1000,0,0,1\n", mapped))
                .hasMessageContaining("found no column E_MeV ** 2 for energy_gev");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1d", "2.5f", "0x1p3", "1_000", "٢", "NaN", "nan", "inf", "Infinity", "", "1e400", "1e10", "12;5"
            })
    void whatOnlySomeTakeForANumberIsNone(String number) {
        assertThatThrownBy(() -> all("a.csv", HEADER + "\n" + ROW.replace("10.5", number) + "\n", Map.of()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("a.csv, line 2, column energy_gev: found \"" + number + "\", expected a number");
    }

    @Test
    void anEnergyBelowZeroIsRefusedAsTheServiceRefusesIt() {
        assertThatThrownBy(() -> all("a.csv", HEADER + "\n" + ROW.replace("10.5", "-10.5") + "\n", Map.of()))
                .hasMessageContaining("found \"-10.5\", expected a number from 0 to 1e9");
    }

    @ParameterizedTest
    @CsvSource({
        "-12, -12",
        "2.0, 2",
        "-2., -2",
        "1e3, 1000",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808"
    })
    void anEventIdIsAnyWholeNumberOf64Bits(String written, long read) throws IOException {
        assertThat(all("a.csv", HEADER + "\n" + ROW.replaceFirst("1", written) + "\n", Map.of()))
                .extracting(ParticleEvent::eventId)
                .containsExactly(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"١٢", "1.5", "9223372036854775808", "9007199254740993.0", "0x10", "nan", ""})
    void whatIsNoWholeNumberIsNoEventId(String written) {
        assertThatThrownBy(() -> all("a.csv", HEADER + "\n" + ROW.replaceFirst("1", written) + "\n", Map.of()))
                .hasMessageContaining("line 2, column event_id: found \"" + written + "\", expected a whole number");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-16T10:00:01.000000123, 2026-01-16T10:00:01.000000",
        "2026-01-16T10:00:01.000000999Z, 2026-01-16T10:00:01.000000",
        "2026-01-16 10:00:01, 2026-01-16T10:00:01.000000",
        "2026-01-16 10:00:01.5+01:00, 2026-01-16T09:00:01.500000"
    })
    void timestampsAreReadAsOnTheWire(String written, String read) throws IOException {
        String row = ROW.replace("2026-01-16T10:00:01", written);
        assertThat(all("a.csv", HEADER + "\n" + row + "\n", Map.of()))
                .extracting(event -> EventTime.format(event.timestampMicros()))
                .containsExactly(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "1969-12-31T23:59:59+00:00",
                "2200-01-01T00:00:00Z",
                "16.1.2026"
            })
    void aTimeOutOfRangeIsRefusedWithItsPlace(String written) {
        String row = ROW.replace("2026-01-16T10:00:01", written);
        assertThatThrownBy(() -> all("a.csv", HEADER + "\n" + ROW + "\n" + row + "\n", Map.of()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(
                        "a.csv, line 3, column timestamp: found \"" + written + "\", expected YYYY-MM-DD");
    }

    @Test
    void aKeyTwiceAndTextBehindAnObjectAreNoJson() {
        assertThatThrownBy(() -> all("a.jsonl", JSON.replace("10.5", "10.5,\"energy_gev\":99") + "\n", Map.of()))
                .hasMessageContaining("a.jsonl, line 1: found no JSON (")
                .hasMessageContaining("energy_gev");
        assertThatThrownBy(() -> all("b.jsonl", JSON + "\n" + JSON + "x\n", Map.of()))
                .hasMessageContaining("b.jsonl, line 2: found no JSON (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jsonl", "a.JSONL", "a.NdJson", "a.JSON"})
    void jsonLinesMayHaveAByteOrderMarkAndAnyCaseInTheirName(String name) throws IOException {
        assertThat(all(name, "\uFEFF" + JSON + "\n" + JSON + "\n", Map.of())).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void columnsThatNobodyAskedForMayBeWithoutANameOrTwice(String end) throws IOException {
        assertThat(all("index.csv", "," + HEADER + end + "0," + ROW + end, Map.of()))
                .hasSize(1);
        assertThat(all("trailing.csv", HEADER + "," + end + ROW + "," + end, Map.of()))
                .hasSize(1);
        assertThat(all("twice.csv", HEADER + ",note,note" + end + ROW + ",a,b" + end, Map.of()))
                .hasSize(1);
    }

    @Test
    void aColumnThatFeedsAFieldIsThereOnce() {
        assertThatThrownBy(() -> all("a.csv", HEADER + ",energy_gev\n" + ROW + ",11\n", Map.of()))
                .hasMessageContaining("a.csv, line 1: found the column energy_gev more than once");
    }

    @Test
    void bytesThatAreNoUtf8AreNamedWithLineAndColumn() throws IOException {
        String second = ROW.replace("DET_001", "Zähler");
        byte[] csv = (HEADER + "\n" + ROW + "\r\n" + second + "\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> all("latin1.csv", csv, Map.of()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("latin1.csv, line 3, column " + (second.indexOf('ä') + 1)
                        + ": found the byte 0xE4, expected UTF-8");
        byte[] json = (JSON + "\n" + JSON.replace("muon", "m\u00FCon") + "\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> all("latin1.jsonl", json, Map.of()))
                .hasMessageContaining(
                        "latin1.jsonl, line 2, column " + (JSON.indexOf("muon") + 2) + ": found the byte 0xFC");
    }

    /** Far beyond what is decoded at once, with characters of one to four bytes across the borders. */
    @Test
    void longFilesAreReadToTheirEnd() throws IOException {
        StringBuilder csv = new StringBuilder(HEADER + ",note\n");
        for (int i = 0; i < 5_000; i++) {
            csv.append(ROW.replaceFirst("1", Integer.toString(i)))
                    .append(",")
                    .append("aä€😀".repeat(i % 7))
                    .append('\n');
        }
        assertThat(all("a.csv", csv.toString(), Map.of()))
                .hasSize(5_000)
                .last()
                .extracting(ParticleEvent::eventId)
                .isEqualTo(4_999L);
    }

    @Test
    void whatIsNoCsvIsCalledWhatItSeemsToBe() throws IOException {
        assertRefused("utf16.csv", utf("UTF-16"), "it seems to be text in UTF-16");
        assertRefused("utf16le.csv", utf("UTF-16LE"), "it seems to be text in UTF-16");
        assertRefused("data.parquet", "PAR1\u0015".getBytes(StandardCharsets.UTF_8), "it seems to be a Parquet file");
        assertRefused("empty.csv", new byte[0], "it is empty, expected a CSV header");
        assertRefused("quote.csv", text(HEADER + "\n\"1," + ROW), "line 2: no row can be read from here on");
    }

    @Test
    void whatSeparatesCellsAndBeginsCommentsIsSeenFromTheFile() throws IOException {
        String csv = HEADER + "\n" + ROW + "\n";
        assertThat(all("semicolon.csv", csv.replace(',', ';').replace('.', ','), Map.of()))
                .isEqualTo(all("a.csv", csv, Map.of()));
        assertThat(all("tab.tsv", csv.replace(',', '\t'), Map.of())).isEqualTo(all("a.csv", csv, Map.of()));
        assertThat(all("comment.csv", "# run 12345, 2026-01-16\n" + csv, Map.of()))
                .isEqualTo(all("a.csv", csv, Map.of()));
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(text(csv));
        }
        assertThat(all("z.csv.gz", zipped.toByteArray(), Map.of())).isEqualTo(all("a.csv", csv, Map.of()));
    }

    @Test
    void whatIsSaidAboutTheFormHoldsWhateverIsSeen() throws IOException {
        Map<String, String> said = Map.of(
                "format.header", "none",
                "format.names", HEADER,
                "format.separator", "semicolon",
                "columns.event_id", "{row}",
                "columns.timestamp", "{timestamp}Z");
        assertThat(all("a.csv", (ROW + "\n" + ROW + "\n").replace(',', ';'), said))
                .extracting(ParticleEvent::eventId)
                .containsExactly(1L, 2L);
        assertThatThrownBy(() -> all("b.csv", ROW, Map.of("format.separator", "commas")))
                .rootCause()
                .hasMessage(
                        "separator: found 'commas', expected auto, comma, semicolon, tab, pipe, blanks, or one character");
    }

    @Test
    void valuesOfNestedJsonAreReadByTheirPaths() throws IOException {
        String json = JSON.replace("\"detector_id\":\"DET_001\"", "\"device\":{\"urn\":\"DET_001\"}")
                .replace("\"momentum_x\":1.5", "\"p\":[1.5]");
        Map<String, String> mapping = Map.of("columns.detector_id", "device.urn", "columns.momentum_x", "p.0");
        List<ParticleEvent> expected = all("a.jsonl", JSON, Map.of());
        assertThat(all("b.jsonl", json + "\n", mapping)).isEqualTo(expected);
        assertThat(all("c.json", "[" + json.replace(",", ",\n") + "]", mapping)).isEqualTo(expected);
        assertThat(all("d.json", "{\"a\":[1],\"features\":[" + json + "]}", mapping))
                .isEqualTo(expected);
        assertThat(all("e.json", json.replace(",", ",\n"), mapping)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "", "1,2"})
    void aRowThatIsNoEventIsPassedOverAndListedWhereThatIsWanted(String energy) throws IOException {
        String csv =
                HEADER + "\n" + ROW + "\n" + ROW.replace("10.5", energy) + "\n" + ROW.replaceFirst("1", "3") + "\n";
        try (ReplaySource source = source("a.csv", text(csv), Map.of("bad-rows", "skip"))) {
            assertThat(all(source)).extracting(ParticleEvent::eventId).containsExactly(1L, 3L);
        }
        assertThat(Files.readAllLines(folder.resolve("bad-rows.csv")))
                .hasSize(2)
                .startsWith("file,line,reason")
                .last()
                .asString()
                .startsWith(folder.resolve("a.csv") + ",3,\"")
                .contains("found");
    }

    @Test
    void rowsThatNobodyCanReadArePassedOverToo() throws IOException {
        byte[] json = (JSON + "\n" + JSON.replace("muon", "m\u00FCon") + "\nhello\n[1]\n" + JSON + "\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        try (ReplaySource source = source("a.jsonl", json, Map.of("bad-rows", "skip"))) {
            assertThat(all(source)).hasSize(2);
        }
        assertThat(Files.readAllLines(folder.resolve("bad-rows.csv"))).hasSize(4);
    }

    @Test
    void aPositionIsTheSameWithAndWithoutBadRowsBeforeIt() throws IOException {
        String csv = HEADER + "\n" + ROW + "\n" + ROW.replace("10.5", "nan") + "\n" + ROW.replaceFirst("1", "3") + "\n";
        try (ReplaySource source = source("a.csv", text(csv), Map.of("bad-rows", "skip"))) {
            source.next();
            source.next();
            assertThat(source.position()).isEqualTo(new Position(0, 2));
            source.seek(new Position(0, 2));
            assertThat(all(source)).extracting(ParticleEvent::eventId).containsExactly(3L);
        }
    }

    @Test
    void aMappingThatFitsNoRowIsNotSkippedToTheEnd() {
        String csv = HEADER + "\n" + (ROW.replace("10.5", "high") + "\n").repeat(200);
        assertThatThrownBy(() -> all(source("a.csv", text(csv), Map.of("bad-rows", "skip"))))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("line 101, column energy_gev: found \"high\"")
                .hasMessageContaining("is the mapping right");
    }

    @Test
    void aFileOfSomebodyElseIsNotOverwrittenByTheListOfBadRows() throws IOException {
        Files.writeString(folder.resolve("bad-rows.csv"), "mine\n");
        String csv = HEADER + "\n" + ROW.replace("10.5", "nan") + "\n";
        assertThatThrownBy(() -> all(source("a.csv", text(csv), Map.of("bad-rows", "skip"))))
                .hasMessageContaining("this file is no list of bad rows");
        assertThat(folder.resolve("bad-rows.csv")).hasContent("mine");
    }

    private void assertRefused(String name, byte[] content, String message) {
        assertThatThrownBy(() -> all(name, content, Map.of()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(message);
    }

    private static byte[] utf(String charset) {
        return (HEADER + "\n" + ROW + "\n").getBytes(Charset.forName(charset));
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private List<ParticleEvent> all(String name, String content, Map<String, String> settings) throws IOException {
        return all(name, text(content), settings);
    }

    private List<ParticleEvent> all(String name, byte[] content, Map<String, String> settings) throws IOException {
        try (ReplaySource source = source(name, content, settings)) {
            return all(source);
        }
    }

    private static List<ParticleEvent> all(ReplaySource source) {
        List<ParticleEvent> events = new ArrayList<>();
        for (Event event = source.next(); event != null; event = source.next()) {
            events.add((ParticleEvent) event);
        }
        return events;
    }

    private ReplaySource source(String name, byte[] content, Map<String, String> settings) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        Map<String, String> all = new HashMap<>(settings);
        all.put("file[0]", file.toString());
        ReplayProperties properties = new Binder(
                        List.of(new MapConfigurationPropertySource(all)),
                        null,
                        ApplicationConversionService.getSharedInstance())
                .bindOrCreate("", ReplayProperties.class);
        return new ReplaySource(properties, Schema.byDefault(), Clock.systemUTC(), folder);
    }
}
