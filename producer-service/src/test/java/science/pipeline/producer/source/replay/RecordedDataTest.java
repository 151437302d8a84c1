package science.pipeline.producer.source.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;
import science.pipeline.event.Event;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/** Recorded events as people really have them, read through the profiles that ship. */
class RecordedDataTest {

    @ParameterizedTest
    @CsvSource({
        "cms-dilepton, Zmumu_Run2011A_masses.csv, 2, 21702",
        "cms-dilepton, peakdata3.csv, 2, 39038",
        "cms-four-lepton, 4mu_2012.csv, 4, 380"
    })
    void readsTheTablesOfCmsUnchanged(String profile, String name, int particles, int expected) throws IOException {
        Path file = data("pipeline.data.cms").resolve(name);

        List<ParticleEvent> events =
                all(new ReplaySource(profile(profile, file), Schema.byDefault(), Clock.systemUTC()));

        assertThat(events).hasSize(expected);
        assertThat(events).allMatch(event -> event.particleType().equals("muon") && !event.anomaly());
        int next = 0;
        for (CSVRecord row : rows(file)) {
            for (int particle = 1; particle <= particles; particle++) {
                ParticleEvent event = events.get(next++);
                assertThat(event.eventId()).isEqualTo(Long.parseLong(row.get("Event")));
                assertThat(event.energyGev()).isEqualTo(Double.parseDouble(row.get("E" + particle)));
                assertThat(event.momentumXGev()).isEqualTo(Double.parseDouble(row.get("px" + particle)));
                assertThat(event.momentumYGev()).isEqualTo(Double.parseDouble(row.get("py" + particle)));
                assertThat(event.momentumZGev()).isEqualTo(Double.parseDouble(row.get("pz" + particle)));
            }
        }
    }

    @Test
    void readsTheStreamOfTheSeedWithoutAMapping() {
        Path file = data("pipeline.data.seed").resolve("all_events_final.csv");

        List<ParticleEvent> events = all(new ReplaySource(profile(null, file), Schema.byDefault(), Clock.systemUTC()));

        assertThat(events).hasSize(3_219);
        assertThat(events).filteredOn(event -> event.energyGev() >= 100).hasSize(2_919);
        assertThat(events).filteredOn(ParticleEvent::anomaly).hasSize(157);
        assertThat(events.get(0).timestamp()).hasToString("2026-01-16T11:55:58.677774Z");
    }

    private static Path data(String property) {
        String folder = System.getProperty(property, "");
        Assumptions.assumeFalse(folder.isEmpty(), () -> "no recorded events: -D" + property + " names no folder");
        return Path.of(folder);
    }

    private static ReplayProperties profile(@Nullable String profile, Path file) {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addLast(new MapPropertySource("file", Map.of("producer.replay.file", file.toString())));
        try {
            if (profile != null) {
                new YamlPropertySourceLoader()
                        .load(profile, new ClassPathResource("application-" + profile + ".yml"))
                        .forEach(sources::addLast);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Binder(
                        ConfigurationPropertySources.from(sources),
                        null,
                        ApplicationConversionService.getSharedInstance())
                .bindOrCreate("producer.replay", ReplayProperties.class);
    }

    private static List<CSVRecord> rows(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return CSVFormat.DEFAULT.builder().setHeader().get().parse(reader).getRecords();
        }
    }

    private static List<ParticleEvent> all(ReplaySource source) {
        List<ParticleEvent> events = new ArrayList<>();
        for (Event event = source.next(); event != null; event = source.next()) {
            events.add((ParticleEvent) event);
        }
        return events;
    }
}
