package science.pipeline.producer.source.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import science.pipeline.codec.EventEncoder;
import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.source.Position;
import science.pipeline.schema.Schema;

class SyntheticSourceTest {

    /** Enough for shares of a percent to be seen to a tenth of it. */
    private static final int MANY = 200_000;

    private static final Instant START = Instant.parse("2026-01-16T10:00:00Z");
    private static final Map<String, Double> MASSES = Map.of(
            "muon", 0.1056583755,
            "electron", 0.00051099895069,
            "photon", 0.0,
            "proton", 0.93827208943,
            "pion", 0.13957039,
            "kaon", 0.493677,
            "neutron", 0.93956542194);

    @Test
    void givesTheSameBytesForTheSameSeedAndStart() {
        assertThat(checksum(source(Map.of("start", START.toString())), 10_000))
                .isEqualTo(checksum(source(Map.of("start", START.toString())), 10_000))
                .isNotEqualTo(checksum(source(Map.of("start", START.toString(), "seed", "43")), 10_000));
    }

    @Test
    void givesTheSameBytesOnEveryJavaVersion() {
        // Taken once, on Java 17: a difference means that seeds no longer mean what they meant.
        assertThat(checksum(source(Map.of("start", START.toString())), MANY)).isEqualTo(1_657_151_370L);
    }

    @Test
    void givesTheSameEventWhereverARunBegins() {
        SyntheticSource whole = source(Map.of("start", START.toString()));
        List<ParticleEvent> events = take(whole, 20_000);
        for (int from : List.of(1, 777, 12_345, 19_990)) {
            SyntheticSource later = source(Map.of("start", START.toString()));
            later.seek(new Position(0, from));

            assertThat(take(later, 10)).isEqualTo(events.subList(from, from + 10));
        }
    }

    @Test
    void numbersEventsAndSpacesThemByTheEventRate() {
        SyntheticSource source = source(Map.of("start", START.toString(), "event-rate", "400"));

        List<ParticleEvent> events = take(source, 401);

        assertThat(events)
                .extracting(ParticleEvent::eventId)
                .startsWith(0L, 1L, 2L)
                .endsWith(400L);
        assertThat(events.get(1).timestamp()).isEqualTo(START.plusNanos(2_500_000));
        assertThat(events.get(400).timestamp()).isEqualTo(START.plusSeconds(1));
        assertThat(source.position()).isEqualTo(new Position(0, 400));
    }

    @Test
    void beginsNowWithTheFirstEventOfTheRun() {
        SyntheticSource source = new SyntheticSource(Settings.with(Map.of()), 1000, Clock.fixed(START, ZoneOffset.UTC));
        source.seek(new Position(0, 5_000));

        ParticleEvent event = source.next();

        assertThat(event.eventId()).isEqualTo(5_000);
        assertThat(event.timestamp()).isEqualTo(START);
    }

    @Test
    void closesTheKinematicsToThePrintedPrecision() {
        for (ParticleEvent event : take(source(Map.of("anomaly-rate", "0")), MANY)) {
            double mass = MASSES.get(event.particleType());
            double closed = Math.sqrt(squaredMomentum(event) + mass * mass);

            assertThat(event.energyGev()).isCloseTo(closed, within(0.00501));
            assertThat(event.anomaly()).isFalse();
        }
    }

    @Test
    void printsNoMoreDecimalsThanAsked() {
        for (ParticleEvent event : take(source(Map.of("decimals", "1")), 1_000)) {
            assertThat(event.energyGev() * 10).isCloseTo(Math.rint(event.energyGev() * 10), within(1e-6));
            assertThat(event.momentumXGev() * 10).isCloseTo(Math.rint(event.momentumXGev() * 10), within(1e-6));
        }
    }

    @Test
    void putsAFewPercentOfTheEventsAboveAHundredGev() {
        long above = take(source(Map.of()), MANY).stream()
                .filter(event -> event.energyGev() >= 100)
                .count();

        assertThat((double) above / MANY).isBetween(0.01, 0.05);
    }

    @Test
    void drawsParticlesByTheirWeightsAndEveryDetector() {
        List<ParticleEvent> events = take(source(Map.of("anomaly-rate", "0")), MANY);

        Map<String, Long> types = count(events, ParticleEvent::particleType);
        assertThat(types.keySet()).isEqualTo(MASSES.keySet());
        assertThat(types.get("muon") / (double) MANY).isCloseTo(0.25, within(0.005));
        assertThat(types.get("neutron") / (double) MANY).isCloseTo(0.04, within(0.003));
        Map<String, Long> detectors = count(events, ParticleEvent::detectorId);
        assertThat(detectors).hasSize(20).containsKeys("DET_001", "DET_020");
        // Efficiencies of 85 to 100 % around an equal share of 5 %.
        assertThat(detectors.values()).allMatch(seen -> seen > 0.043 * MANY && seen < 0.058 * MANY);
    }

    @Test
    void letsEachDetectorLookAtItsSectorOnly() {
        for (ParticleEvent event : take(source(Map.of("anomaly-rate", "0", "decimals", "6")), 50_000)) {
            int detector = Integer.parseInt(event.detectorId().substring(4)) - 1;
            double phi = Math.atan2(event.momentumYGev(), event.momentumXGev());
            double middle = -Math.PI + 2 * Math.PI * (detector + 0.5) / 20;

            assertThat(phi).isCloseTo(middle, within(Math.PI / 20 + 1e-4));
        }
    }

    @Test
    void smearsEnergiesByTheConfiguredResolution() {
        double[] pulls =
                take(source(Map.of("anomaly-rate", "0", "resolution.constant", "0.05", "decimals", "6")), MANY).stream()
                        .mapToDouble(event -> {
                            double mass = MASSES.get(event.particleType());
                            double exact = Math.sqrt(squaredMomentum(event) + mass * mass);
                            return (event.energyGev() / exact - 1) / 0.05;
                        })
                        .toArray();

        double mean = Arrays.stream(pulls).average().orElseThrow();
        double variance =
                Arrays.stream(pulls).map(pull -> pull * pull).average().orElseThrow();
        assertThat(mean).isCloseTo(0, within(0.01));
        assertThat(Math.sqrt(variance)).isCloseTo(1, within(0.01));
    }

    private static double squaredMomentum(ParticleEvent event) {
        double px = event.momentumXGev();
        double py = event.momentumYGev();
        double pz = event.momentumZGev();
        return px * px + py * py + pz * pz;
    }

    private static SyntheticSource source(Map<String, String> changes) {
        return new SyntheticSource(Settings.with(changes), 1000, Clock.systemUTC());
    }

    private static List<ParticleEvent> take(SyntheticSource source, int events) {
        return Stream.generate(source::next).limit(events).toList();
    }

    private static Map<String, Long> count(List<ParticleEvent> events, Function<ParticleEvent, String> by) {
        return new HashMap<>(events.stream().collect(Collectors.groupingBy(by, Collectors.counting())));
    }

    private static long checksum(SyntheticSource source, int events) {
        EventEncoder encoder = new EventEncoder(Schema.byDefault());
        CRC32 crc = new CRC32();
        take(source, events).forEach(event -> crc.update(encoder.encode(event)));
        return crc.getValue();
    }
}
