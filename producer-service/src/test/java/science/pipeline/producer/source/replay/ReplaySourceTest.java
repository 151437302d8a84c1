package science.pipeline.producer.source.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import science.pipeline.event.Event;
import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.source.Position;
import science.pipeline.producer.source.SourceException;
import science.pipeline.schema.Schema;

class ReplaySourceTest {

    private static final String HEADER = "event_id,timestamp,particle_type,energy_gev,momentum_x,momentum_y,momentum_z,"
            + "detector_id,is_anomaly\n";
    private static final String ROW =
            "7,2026-01-16T11:55:58.677774,proton,157.37,-10.29,-358.97,-38.87,DET_003,False\n";

    private static final Map<String, String> TWO_MUONS = Map.of(
            "particles-per-row", "2",
            "columns.event_id", "Event",
            "columns.particle_type", "pdg(id{n})",
            "columns.energy_gev", "E{n}",
            "columns.momentum_x", "px{n}",
            "columns.momentum_y", "py{n}",
            "columns.momentum_z", "pz{n}",
            "columns.detector_id", "phi-sector(4)",
            "columns.is_anomaly", "=false",
            "start", "2026-01-16T10:00:00Z");

    private static final String TWO_MUONS_HEADER = "Event,id1,E1,px1,py1,pz1,id2,E2,px2,py2,pz2\n";

    @TempDir
    Path folder;

    @Test
    void needsNoMappingWhereColumnsBearTheNamesOfTheFields() throws IOException {
        ReplaySource source = source("a.csv", HEADER + ROW, Map.of());

        assertThat(all(source))
                .containsExactly(new ParticleEvent(
                        7, 1_768_564_558_677_774L, "proton", 157.37, -10.29, -358.97, -38.87, "DET_003", false));
    }

    @Test
    void readsColumnsInAnyOrderAmongOthersWithAByteOrderMarkAndEmptyLines() throws IOException {
        ReplaySource source = source(
                "a.csv",
                "\uFEFFis_anomaly,x,event_id,timestamp,particle_type,energy_gev,momentum_x,momentum_y,momentum_z,detector_id\r\n"
                        + "TRUE,\"a,b\",1,2026-01-16T11:55:58Z,muon,1,2,3,4,D\r\n\r\n",
                Map.of());

        assertThat(all(source))
                .containsExactly(new ParticleEvent(1, 1_768_564_558_000_000L, "muon", 1, 2, 3, 4, "D", true));
    }

    @Test
    void readsSeveralParticlesOfARowWithNumbersConstantsAndSectors() throws IOException {
        ReplaySource source =
                source("a.csv", TWO_MUONS_HEADER + "9876543210,13,60,-1,-1,0,-11,50.5,1,1,3\n", TWO_MUONS);

        long start = 1_768_557_600_000_000L;
        assertThat(all(source))
                .containsExactly(
                        new ParticleEvent(9_876_543_210L, start, "muon", 60, -1, -1, 0, "PHI_00", false),
                        new ParticleEvent(9_876_543_210L, start, "electron", 50.5, 1, 1, 3, "PHI_02", false));
    }

    @Test
    void generatesOneInstantPerRowWhereThereAreNone() throws IOException {
        String row = "1,13,60,-1,-1,0,-13,50.5,1,1,3\n";
        ReplaySource source = source("a.csv", TWO_MUONS_HEADER + row + row, with(TWO_MUONS, "event-rate", "4"));

        assertThat(all(source))
                .extracting(event -> event.timestamp().toString())
                .containsExactly(
                        "2026-01-16T10:00:00Z",
                        "2026-01-16T10:00:00Z",
                        "2026-01-16T10:00:00.250Z",
                        "2026-01-16T10:00:00.250Z");
    }

    @Test
    void readsJsonLines() throws IOException {
        ReplaySource source = source("a.jsonl", """
                {"event_id":5,"timestamp":"2026-01-16T11:55:58","particle_type":"kaon","energy_gev":0.1,"momentum_x":-0.0,\
                "momentum_y":1e-3,"momentum_z":2,"detector_id":"D","is_anomaly":true,"more":[1]}

                """, Map.of());

        assertThat(all(source))
                .containsExactly(new ParticleEvent(5, 1_768_564_558_000_000L, "kaon", 0.1, -0.0, 0.001, 2, "D", true));
    }

    @Test
    void goesFromFileToFileAndAroundWhenItLoops() throws IOException {
        Files.writeString(folder.resolve("b.csv"), HEADER + ROW.replace("7,", "8,"));
        ReplaySource source = source(
                "a.csv", HEADER + ROW, Map.of("file[1]", folder.resolve("b.csv").toString(), "loop", "true"));

        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(((ParticleEvent) source.next()).eventId());
        }

        assertThat(ids).containsExactly(7L, 8L, 7L, 8L, 7L);
        assertThat(source.position()).isEqualTo(new Position(2, 0));
        assertThat(source.remaining()).isEmpty();
    }

    @Test
    void goesOnWhereItIsAskedTo() throws IOException {
        String rows = "1,13,60,-1,-1,0,-13,50.5,1,1,3\n2,13,60,-1,-1,0,-13,50.5,1,1,3\n";
        ReplaySource source = source("a.csv", TWO_MUONS_HEADER + rows, TWO_MUONS);
        List<ParticleEvent> whole = all(source);

        source.seek(new Position(0, 3));

        assertThat(source.remaining()).hasValue(1);
        assertThat(all(source)).isEqualTo(whole.subList(3, 4));
        source.seek(new Position(0, 4));
        assertThat(source.next()).isNull();
    }

    @Test
    void knowsHowManyEventsAreLeft() throws IOException {
        ReplaySource source = source("a.csv", HEADER + ROW + ROW + "\n" + ROW.strip(), Map.of());

        assertThat(source.remaining()).hasValue(3);
        source.next();
        assertThat(source.remaining()).hasValue(2);
    }

    @Test
    void saysWhereACellDoesNotFit() {
        assertThatThrownBy(() -> all(source("a.csv", HEADER + ROW + ROW.replace("157.37", "high"), Map.of())))
                .isInstanceOf(SourceException.class)
                .hasMessage(folder.resolve("a.csv") + ", line 3, column energy_gev: found \"high\", expected a number"
                        + " such as -12.5 or 1.25e1");
        assertThatThrownBy(() -> source("b.csv", HEADER + ROW.replace("False", "maybe"), Map.of()))
                .hasMessageContaining("line 2, column is_anomaly: found \"maybe\", expected true or false");
        assertThatThrownBy(() -> source("c.csv", HEADER + "7." + ROW, Map.of()))
                .hasMessageContaining(
                        "column event_id: found \"7.7\", expected a whole number from -9223372036854775808");
        assertThatThrownBy(() -> source("d.csv", HEADER + ROW.replace("157.37", "NaN"), Map.of()))
                .hasMessageContaining("found \"NaN\", expected a number");
        assertThatThrownBy(() -> source("e.csv", HEADER + ROW.replace("DET_003", "=1+1"), Map.of()))
                .hasMessageContaining("column detector_id: found \"=1+1\", expected a name");
        assertThatThrownBy(() -> source("f.csv", HEADER + ROW.replace("2026-01-16T", "16.01.2026 "), Map.of()))
                .hasMessageContaining(
                        "column timestamp: found \"16.01.2026 11:55:58.677774\", expected YYYY-MM-DDTHH:MM:SS");
    }

    @Test
    void saysWhichColumnIsMissingAndWhichThereAre() {
        assertThatThrownBy(() -> source("a.csv", HEADER.replace("energy_gev", "E") + ROW, Map.of()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(
                        "a.csv, line 1: found no column energy_gev for energy_gev; the columns are event_id")
                .hasMessageContaining("producer.replay.columns.energy_gev");
        assertThatThrownBy(() -> source("b.csv", TWO_MUONS_HEADER, with(TWO_MUONS, "pace", "original")))
                .hasMessageContaining("found no column timestamp");
    }

    @Test
    void saysWhichFileIsMissing() {
        Map<String, String> missing = Map.of("file", folder.resolve("none.csv").toString());

        assertThatThrownBy(() -> new ReplaySource(properties(missing), Schema.byDefault(), Clock.systemUTC()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("producer.replay.file: found no readable file at " + folder.resolve("none.csv"));
        assertThatThrownBy(() -> new ReplaySource(properties(Map.of()), Schema.byDefault(), Clock.systemUTC()))
                .hasMessageContaining("producer.replay.file names no file");
    }

    @Test
    void convertsZoneOffsetsToUtc() throws IOException {
        ReplaySource source =
                source("a.csv", HEADER + ROW.replace("58.677774", "58+01:00"), Map.of("timestamps", "recorded"));

        assertThat(all(source).get(0).timestamp()).isEqualTo(Instant.parse("2026-01-16T10:55:58Z"));
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put(key, value);
        return changed;
    }

    private ReplaySource source(String name, String content, Map<String, String> settings) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return new ReplaySource(
                properties(with(settings, "file[0]", file.toString())), Schema.byDefault(), Clock.systemUTC());
    }

    private static ReplayProperties properties(Map<String, String> settings) {
        return new Binder(
                        List.of(new MapConfigurationPropertySource(settings)),
                        null,
                        ApplicationConversionService.getSharedInstance())
                .bindOrCreate("", ReplayProperties.class);
    }

    private static List<ParticleEvent> all(ReplaySource source) {
        List<ParticleEvent> events = new ArrayList<>();
        for (Event event = source.next(); event != null; event = source.next()) {
            events.add((ParticleEvent) event);
        }
        return events;
    }
}
