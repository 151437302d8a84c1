package science.pipeline.producer.source.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import science.pipeline.event.ParticleEvent;

class FaultsTest {

    private static final int MANY = 400_000;

    @ParameterizedTest
    @EnumSource
    void injectsEachKindAtTheConfiguredRate(AnomalyKind kind) {
        List<ParticleEvent> events = events(kind, 0.01);

        double labelled = (double) labelled(events).size() / MANY;

        assertThat(labelled).isCloseTo(0.01, within(0.0015));
    }

    @Test
    void labelsTheConfiguredShareWhenAllKindsAreMixed() {
        SyntheticSource source = new SyntheticSource(Settings.with(Map.of()), 1000, Clock.systemUTC());

        long labelled = Stream.generate(source::next)
                .limit(MANY)
                .filter(ParticleEvent::anomaly)
                .count();

        assertThat((double) labelled / MANY).isCloseTo(0.01, within(0.0015));
    }

    @Test
    void mismeasuredEnergiesAreTooLargeForTheMomentum() {
        assertThat(labelled(events(AnomalyKind.MISMEASURED_ENERGY, 0.01)))
                .filteredOn(event -> momentum(event) > 5)
                .allMatch(event -> event.energyGev() > 1.04 * momentum(event));
    }

    @Test
    void aViolatedShellHasLessEnergyThanMomentum() {
        assertThat(labelled(events(AnomalyKind.MASS_SHELL, 0.01)))
                .allMatch(event -> event.energyGev() < 0.91 * momentum(event) + 0.01);
    }

    @Test
    void absurdEnergiesAreHugeButWithinTheContract() {
        assertThat(labelled(events(AnomalyKind.ABSURD_ENERGY, 0.01)))
                .allMatch(event -> event.energyGev() > 9e4 && event.energyGev() <= 1e9)
                .allMatch(event -> Math.abs(event.energyGev() / momentum(event) - 1) < 1e-6);
    }

    @Test
    void aHotChannelFiresManySoftEventsInARow() {
        List<ParticleEvent> hot = labelled(events(AnomalyKind.HOT_CHANNEL, 0.01));

        for (int i = 0; i + 20 <= hot.size(); i += 20) {
            List<ParticleEvent> burst = hot.subList(i, i + 20);
            assertThat(burst)
                    .extracting(ParticleEvent::detectorId)
                    .containsOnly(burst.get(0).detectorId());
            assertThat(burst.get(19).eventId() - burst.get(0).eventId()).isEqualTo(19);
            assertThat(burst).allMatch(event -> momentum(event) < 2.1);
        }
    }

    @Test
    void aStuckRecordRepeatsTheMeasurementBeforeIt() {
        List<ParticleEvent> events = events(AnomalyKind.STUCK_RECORD, 0.01);

        for (int i = 1; i < events.size(); i++) {
            ParticleEvent event = events.get(i);
            if (event.anomaly()) {
                ParticleEvent before = events.get(i - 1);
                assertThat(event.energyGev()).isEqualTo(before.energyGev());
                assertThat(event.momentumZGev()).isEqualTo(before.momentumZGev());
                assertThat(event.detectorId()).isEqualTo(before.detectorId());
                assertThat(event.eventId()).isEqualTo(before.eventId() + 1);
            }
        }
    }

    @Test
    void aWrongDirectionPointsAwayFromTheDetector() {
        assertThat(labelled(events(AnomalyKind.WRONG_DIRECTION, 0.01)))
                .filteredOn(event -> Math.hypot(event.momentumXGev(), event.momentumYGev()) > 1)
                .allMatch(event -> {
                    int detector = Integer.parseInt(event.detectorId().substring(4)) - 1;
                    double middle = -Math.PI + 2 * Math.PI * (detector + 0.5) / 20;
                    double phi = Math.atan2(event.momentumYGev(), event.momentumXGev());
                    return Math.cos(phi - middle) < -0.9;
                });
    }

    @Test
    void aDriftingGainGrowsInOneDetector() {
        List<ParticleEvent> drifting = labelled(events(AnomalyKind.GAIN_DRIFT, 0.01)).stream()
                .filter(event -> momentum(event) > 20)
                .toList();

        ParticleEvent first = drifting.get(0);
        List<ParticleEvent> episode = drifting.stream()
                .filter(event -> event.eventId() < first.eventId() + 8_000)
                .toList();
        assertThat(episode).extracting(ParticleEvent::detectorId).containsOnly(first.detectorId());
        assertThat(excess(episode.get(0))).isBetween(0.01, 0.05);
        assertThat(excess(episode.get(episode.size() - 1))).isBetween(0.15, 0.21);
    }

    private static double excess(ParticleEvent event) {
        return event.energyGev() / momentum(event) - 1;
    }

    private static double momentum(ParticleEvent event) {
        return Math.sqrt(event.momentumXGev() * event.momentumXGev()
                + event.momentumYGev() * event.momentumYGev()
                + event.momentumZGev() * event.momentumZGev());
    }

    private static List<ParticleEvent> labelled(List<ParticleEvent> events) {
        List<ParticleEvent> labelled =
                events.stream().filter(ParticleEvent::anomaly).toList();
        assertThat(labelled).isNotEmpty();
        return labelled;
    }

    private static List<ParticleEvent> events(AnomalyKind only, double rate) {
        Map<String, String> changes = new HashMap<>(Map.of("anomaly-rate", Double.toString(rate)));
        changes.put("anomalies." + only.name().toLowerCase(Locale.ROOT).replace('_', '-'), "1");
        SyntheticSource source = new SyntheticSource(Settings.with(changes), 1000, Clock.systemUTC());
        return Stream.generate(source::next).limit(MANY).toList();
    }
}
