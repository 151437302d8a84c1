package science.pipeline.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import science.pipeline.event.ParticleEvent;

/** How the mass shell tells a wrong energy scale, a poor resolution, and kinematics that never close apart. */
class ClosingKinematicsTest {

    private static final DetectionConfiguration DEFAULTS = DetectionConfiguration.defaults();

    private static List<ParticleEvent> neverClosing(int count, long seed) {
        Random random = new Random(seed);
        List<ParticleEvent> events = new ArrayList<>();
        for (ParticleEvent event : new Particles(seed, 0).next(count)) {
            events.add(Particles.with(
                    event,
                    0.5 + 999.5 * random.nextDouble(),
                    -500 + 1000 * random.nextDouble(),
                    -500 + 1000 * random.nextDouble(),
                    -500 + 1000 * random.nextDouble()));
        }
        return events;
    }

    private static List<ParticleEvent> raised(List<ParticleEvent> events) {
        return events.stream().map(Particles.energyTimes(1.1)).toList();
    }

    private static long flagged(List<Stream.Found> found) {
        return found.stream().filter(event -> event.flaggedBy("mass_shell")).count();
    }

    private static LayerStatus status(Stream stream) {
        return stream.status().stream()
                .filter(status -> status.layer().equals("mass_shell"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aStreamThatNeverClosesMutesTheCheckAfterAHandfulOfFlags() {
        Stream stream = new Stream(DEFAULTS);
        neverClosing(5_000, 1).forEach(stream::add);

        assertThat(flagged(stream.found())).isLessThanOrEqualTo(4);
        assertThat(status(stream).state()).isEqualTo(LayerStatus.State.MUTED);
        assertThat(status(stream).reason()).isEqualTo("kinematics do not close for muon electron");
    }

    @Test
    void aStreamWhoseEnergiesAreAllTooHighStaysFlaggedThroughout() {
        List<Stream.Found> found = Stream.detect(DEFAULTS, raised(new Particles(1, 0).next(10_000)));

        // A small energy of two digits may lie just within what its rounding explains.
        assertThat(flagged(found)).isGreaterThanOrEqualTo(9_990);
    }

    @Test
    void aStreamOfPoorResolutionIsLearntWithoutAFlood() {
        List<Stream.Found> found = Stream.detect(DEFAULTS, new Particles(1, 0.05).next(10_000));

        assertThat(flagged(found)).isLessThanOrEqualTo(10);
    }

    @Test
    void aStreamThatCeasesToCloseMutesTheCheckAndOneThatClosesAgainUnmutesIt() {
        Stream stream = new Stream(DEFAULTS);
        new Particles(1, 0).next(5_000).forEach(stream::add);
        neverClosing(2_000, 2).forEach(stream::add);
        long flaggedUntilMuted = flagged(stream.found());
        LayerStatus.State amid = status(stream).state();
        Particles closing = new Particles(3, 0);
        closing.next(2_000).forEach(stream::add);
        stream.add(Particles.energyTimes(1.2).apply(closing.next()));

        assertThat(flaggedUntilMuted).isLessThan(200);
        assertThat(amid).isEqualTo(LayerStatus.State.MUTED);
        assertThat(status(stream).state()).isEqualTo(LayerStatus.State.ACTIVE);
        List<Stream.Found> found = stream.found();
        assertThat(found.get(found.size() - 1).flaggedBy("mass_shell")).isTrue();
    }

    @Test
    void anEnergyScaleThatGoesWrongLaterStaysFlagged() {
        Stream stream = new Stream(DEFAULTS);
        Particles particles = new Particles(1, 0.01);
        particles.next(5_000).forEach(stream::add);
        particles.next(1_000).stream().map(Particles.energyTimes(1.3)).forEach(stream::add);

        List<Stream.Found> found = stream.found();
        assertThat(flagged(found.subList(5_000, 6_000))).isGreaterThan(950);
    }

    @Test
    void unknownTypesAreLeftOut() {
        List<ParticleEvent> unknown = neverClosing(1_000, 1).stream()
                .map(event -> new ParticleEvent(
                        event.eventId(),
                        event.timestampMicros(),
                        "tachyon",
                        event.energyGev(),
                        event.momentumXGev(),
                        event.momentumYGev(),
                        event.momentumZGev(),
                        event.detectorId(),
                        false))
                .toList();

        assertThat(flagged(Stream.detect(DEFAULTS, unknown))).isZero();
    }
}
