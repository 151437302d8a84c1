package science.pipeline.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import science.pipeline.event.ParticleEvent;

/** What each layer finds, and what it leaves alone, after 10,000 events of a clean stream. */
class LayersTest {

    private static final DetectionConfiguration DEFAULTS = DetectionConfiguration.defaults();
    private static final int LEARNT = 10_000;

    private final Particles particles = new Particles(11, 0.01);
    private final Stream stream = new Stream(DEFAULTS);

    private void learn() {
        particles.next(LEARNT).forEach(stream::add);
    }

    private List<Stream.Found> foundLast(int count) {
        List<Stream.Found> found = stream.found();
        return found.subList(found.size() - count, found.size());
    }

    private Stream.Found foundAfterLearning(UnaryOperator<ParticleEvent> fault) {
        learn();
        stream.add(fault.apply(particles.next()));
        return foundLast(1).get(0);
    }

    @Test
    void anEnergyThatDoesNotFitTheMomentumIsFound() {
        assertThat(foundAfterLearning(Particles.energyTimes(1.1)).flaggedBy("mass_shell"))
                .isTrue();
    }

    @Test
    void anEnergyWithinTheResolutionIsNot() {
        assertThat(foundAfterLearning(Particles.energyTimes(1.01)).flagged()).isFalse();
    }

    @Test
    void anEnergyFarAboveAllOthersIsFoundThoughTheKinematicsClose() {
        assertThat(foundAfterLearning(Particles.allTimes(2_000)).flaggedBy("energy_outlier"))
                .isTrue();
    }

    @Test
    void aParticleFromTheOtherSideOfTheDetectorIsFound() {
        Stream.Found found = foundAfterLearning(event -> Particles.with(
                event, event.energyGev(), -event.momentumXGev(), -event.momentumYGev(), event.momentumZGev()));

        assertThat(found.flaggedBy("direction")).isTrue();
    }

    @Test
    void aParticleAlongTheBeamIsFound() {
        Stream.Found found = foundAfterLearning(event -> {
            double along = Math.sqrt(event.energyGev() * event.energyGev() - 0.02);
            double share = 0.01;
            return Particles.with(
                    event,
                    event.energyGev() * 3,
                    event.momentumXGev() * share,
                    event.momentumYGev() * share,
                    along * 3);
        });

        assertThat(found.flaggedBy("eta_range")).isTrue();
    }

    @Test
    void aRecordThatComesAgainIsFound() {
        learn();
        ParticleEvent stuck = particles.next();
        stream.add(stuck);
        for (int i = 0; i < 5; i++) {
            stream.add(at(stuck, particles.next().timestampMicros()));
        }

        assertThat(foundLast(5)).allMatch(event -> event.flaggedBy("exact_repeat"));
    }

    @Test
    void aDetectorThatFiresAHundredTimesAsOftenIsFoundFromTheSixthEventOn() {
        learn();
        long start = particles.next().timestampMicros();
        List<ParticleEvent> burst = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ParticleEvent event = particles.next();
            burst.add(new ParticleEvent(
                    event.eventId(),
                    start + i * 80,
                    event.particleType(),
                    event.energyGev(),
                    event.momentumXGev(),
                    event.momentumYGev(),
                    event.momentumZGev(),
                    "DET_3",
                    true));
        }
        burst.forEach(stream::add);

        assertThat(foundLast(15))
                .allSatisfy(event -> assertThat(event.reasons()).contains("burst:"));
    }

    /** A minute or twenty years, ahead or behind, also of an event that comes at the end of a batch. */
    @ParameterizedTest
    @ValueSource(longs = {3_600, 86_400, 600_000_000, -3_600, -86_400, -600_000_000})
    void aWrongTimeIsFoundAndNoneOfTheEventsAfterIt(long seconds) {
        learn();
        ParticleEvent wrong = particles.next();
        stream.add(at(wrong, wrong.timestampMicros() + seconds * 1_000_000));
        particles.next(500).forEach(stream::add);

        List<Stream.Found> found = foundLast(501);
        assertThat(found.get(0).flaggedBy("wrong_time")).isTrue();
        assertThat(found.subList(1, 501)).noneMatch(event -> event.flaggedBy("burst") || event.flaggedBy("wrong_time"));
    }

    /** Within a minute nobody can tell a rest from a wrong clock; but it makes no burst of what follows. */
    @ParameterizedTest
    @ValueSource(longs = {1, 10, 50, -1, -10, -50})
    void aTimeThatIsALittleWrongMakesNoBurst(long seconds) {
        learn();
        ParticleEvent wrong = particles.next();
        stream.add(at(wrong, wrong.timestampMicros() + seconds * 1_000_000));
        particles.next(500).forEach(stream::add);

        assertThat(foundLast(501)).noneMatch(event -> event.flaggedBy("burst"));
    }

    @Test
    void afterAWrongTimeABurstIsStillFound() {
        learn();
        ParticleEvent wrong = particles.next();
        stream.add(at(wrong, wrong.timestampMicros() + 600_000_000_000_000L));
        particles.next(500).forEach(stream::add);
        ParticleEvent last = particles.next();
        for (int i = 0; i < 20; i++) {
            stream.add(at(last, last.timestampMicros() + i * 80));
        }

        assertThat(foundLast(10))
                .allSatisfy(event -> assertThat(event.reasons()).contains("burst:"));
    }

    @Test
    void theEventAfterABurstIsNoPartOfIt() {
        learn();
        ParticleEvent last = particles.next();
        for (int i = 0; i < 20; i++) {
            stream.add(at(last, last.timestampMicros() + i * 80));
        }
        // The detector's usual interval is 8 ms.
        stream.add(at(particles.next(), last.timestampMicros() + 20 * 80 + 8_000));

        assertThat(foundLast(1).get(0).reasons()).doesNotContain("burst");
    }

    private static ParticleEvent at(ParticleEvent event, long micros) {
        return new ParticleEvent(
                event.eventId() + 1,
                micros,
                event.particleType(),
                event.energyGev(),
                event.momentumXGev(),
                event.momentumYGev(),
                event.momentumZGev(),
                event.detectorId(),
                true);
    }

    @Test
    void statisticsDoNotFlagBeforeTheyHaveWarmedUp() {
        particles.next(100).forEach(stream::add);
        stream.add(Particles.allTimes(2_000).apply(particles.next()));

        assertThat(stream.found()).noneMatch(event -> event.flagged());
        assertThat(stream.status())
                .filteredOn(status -> status.layer().equals("energy_outlier"))
                .singleElement()
                .satisfies(status -> {
                    assertThat(status.state()).isEqualTo(LayerStatus.State.WARMING_UP);
                    assertThat(status.reason()).isEqualTo("101 of 400 events");
                });
    }

    @Test
    void emptyKinematicsAreNoTrouble() {
        learn();
        ParticleEvent event = particles.next();
        stream.add(Particles.with(event, 0, 0, 0, 0));
        stream.add(Particles.with(event, 0, -0.0, 0, 5));
        stream.add(Particles.with(event, 1e9, 1e9, -1e9, 1e9));

        assertThat(foundLast(3))
                .allSatisfy(found -> assertThat(found.scoreHundredths()).isBetween(0, 10_000));
    }
}
