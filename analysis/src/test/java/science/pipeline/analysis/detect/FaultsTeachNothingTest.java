package science.pipeline.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import science.pipeline.codec.StrictDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

/** A fault that lasts is flagged to its end; a stream that has changed is not. */
class FaultsTeachNothingTest {

    private static final DetectionConfiguration DEFAULTS = DetectionConfiguration.defaults();

    /** As many as come from one of the detectors in a hundred windows of 5 s at 50 a second. */
    private static final int LASTING = 25_000 * Particles.DETECTORS;

    private final Particles particles = new Particles(5, 0.01);
    private final Stream stream = new Stream(DEFAULTS);

    private static ParticleEvent from(String detector, ParticleEvent event) {
        return new ParticleEvent(
                event.eventId(),
                event.timestampMicros(),
                event.particleType(),
                event.energyGev(),
                event.momentumXGev(),
                event.momentumYGev(),
                event.momentumZGev(),
                detector,
                event.anomaly());
    }

    private static ParticleEvent swapped(ParticleEvent event) {
        return switch (event.detectorId()) {
            case "DET_1" -> from("DET_4", event);
            case "DET_4" -> from("DET_1", event);
            default -> event;
        };
    }

    private static boolean isSwapped(Stream.Found found) {
        return List.of("DET_1", "DET_4").contains(found.event().detectorId());
    }

    private static long share(List<Stream.Found> found, String layer) {
        return 100 * found.stream().filter(one -> one.flaggedBy(layer)).count() / found.size();
    }

    private List<Stream.Found> foundLast(int count) {
        List<Stream.Found> found = stream.found();
        return found.subList(found.size() - count, found.size());
    }

    @Test
    void swappedCablesAreFlaggedAsLongAsTheyAreSwapped() {
        particles.next(20_000).forEach(stream::add);
        particles.next(LASTING).stream().map(FaultsTeachNothingTest::swapped).forEach(stream::add);

        List<Stream.Found> last = foundLast(10_000);
        List<Stream.Found> guilty =
                last.stream().filter(FaultsTeachNothingTest::isSwapped).toList();
        List<Stream.Found> innocent =
                last.stream().filter(found -> !isSwapped(found)).toList();
        assertThat(share(guilty, "direction")).isGreaterThanOrEqualTo(95);
        assertThat(innocent.stream().filter(Stream.Found::flagged).count()).isLessThan(10);
    }

    @Test
    void whatIsUsualAgainIsLearntAgain() {
        particles.next(20_000).forEach(stream::add);
        particles.next(5_000).stream().map(FaultsTeachNothingTest::swapped).forEach(stream::add);
        particles.next(5_000).forEach(stream::add);

        // Two detectors have come back: what they were of late, `shift` remembers for some events.
        assertThat(foundLast(4_900).stream().filter(Stream.Found::flagged).count())
                .isLessThan(25);
    }

    @Test
    void aStreamThatHasChangedOnTheWholeIsLearntAnew() {
        UnaryOperator<ParticleEvent> turned = event -> Particles.with(
                event, event.energyGev(), -event.momentumXGev(), -event.momentumYGev(), event.momentumZGev());
        particles.next(20_000).forEach(stream::add);
        particles.next(LASTING).stream().map(turned).forEach(stream::add);

        assertThat(foundLast(20_000).stream().filter(Stream.Found::flagged).count())
                .isLessThan(20);
    }

    @Test
    void whatWasLearntFromTooFewIsUnlearnt() {
        List<ParticleEvent> first = particles.next(20_000);
        // One detector shows a tenth of its arc at first.
        first.stream()
                .filter(event -> !event.detectorId().equals("DET_1")
                        || event.eventId() < 2_000 && Math.abs(event.momentumYGev() / event.momentumXGev() - 1) < 0.3)
                .forEach(stream::add);
        particles.next(100_000).forEach(stream::add);

        assertThat(foundLast(20_000).stream().filter(Stream.Found::flagged).count())
                .isLessThan(20);
    }

    @Test
    void aChannelThatJumpsIsFlaggedAsLongAsItDoes() {
        Schema channels = SchemaYaml.read("channels.yml", """
                name: channels
                fields:
                  channel: {type: name, role: detector}
                  adc:     {type: number}
                """);
        Random random = new Random(3);
        StrictDecoder decoder = new StrictDecoder(channels);
        NameTables names = NameTables.of(channels, 100);
        Detection detection = new Detection(DEFAULTS, names);
        EventBatch batch = new EventBatch(names);
        Flags flags = new Flags();
        int flagged = 0;
        int jumped = 0;
        for (int i = 0; i < 12_000; i++) {
            boolean hasJumped = i % 10 == 3 && i >= 2_000;
            long adc = Math.round((hasJumped ? 900 : 120) + 11 * random.nextGaussian());
            byte[] json = ("{\"channel\":\"C" + i % 10 + "\",\"adc\":" + adc + "}").getBytes(StandardCharsets.UTF_8);
            assertThat(decoder.decode(json, 0, json.length, i, batch)).isNull();
            detection.detect(batch, flags);
            jumped += hasJumped ? 1 : 0;
            flagged += hasJumped && flags.flagged[0] ? 1 : 0;
            assertThat(flags.flagged[0] && !hasJumped).as("event %d", i).isFalse();
            batch.clear();
        }

        assertThat(flagged).isGreaterThan(jumped * 95 / 100);
    }

    @Test
    void particlesOfOneCollisionAreNoBurst() {
        particles.next(10_000).forEach(stream::add);
        Set<Long> collisions = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            ParticleEvent event = particles.next();
            collisions.add(event.eventId());
            for (int particle = 0; particle < 4; particle++) {
                stream.add(event);
            }
            particles.next(100).forEach(stream::add);
        }

        assertThat(stream.found())
                .filteredOn(found -> collisions.contains(found.event().eventId()))
                .hasSize(200)
                .noneMatch(found -> found.flaggedBy("burst"));
    }

    @Test
    void aBurstTellsRates() {
        particles.next(10_000).forEach(stream::add);
        stream.cut();
        ParticleEvent event = particles.next();
        for (int i = 0; i < 14; i++) {
            stream.add(new ParticleEvent(
                    1_000_000 + i,
                    event.timestampMicros() + 100 * i,
                    event.particleType(),
                    event.energyGev(),
                    event.momentumXGev() + i,
                    event.momentumYGev(),
                    event.momentumZGev(),
                    event.detectorId(),
                    false));
        }
        stream.cut();

        Explanation.Contribution why = stream.explanation(13).contributions().stream()
                .filter(one -> one.layer().equals("burst"))
                .findFirst()
                .orElseThrow();
        // A thousand a second from eight detectors; then one each 0.1 ms.
        assertThat(why.unit()).isEqualTo("1/s");
        assertThat(why.expected()).isBetween(100.0, 150.0);
        assertThat(why.observed()).isBetween(9_000.0, 11_000.0);
    }
}
