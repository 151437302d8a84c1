package science.pipeline.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import science.pipeline.event.ParticleEvent;

/** Records that are sent again, printed otherwise, or bear a name that hardly occurs. */
class PlainLayersTest {

    private static final int LEARNT = 10_000;

    private final Particles particles = new Particles(21, 0.01);
    private final Stream stream = new Stream(DetectionConfiguration.defaults());

    private List<Stream.Found> foundLast(int count) {
        List<Stream.Found> found = stream.found();
        return found.subList(found.size() - count, found.size());
    }

    private static ParticleEvent typed(ParticleEvent event, String type) {
        return new ParticleEvent(
                event.eventId(),
                event.timestampMicros(),
                type,
                event.energyGev(),
                event.momentumXGev(),
                event.momentumYGev(),
                event.momentumZGev(),
                event.detectorId(),
                false);
    }

    @Test
    void aBufferThatIsSentOnceMoreIsFlagged() {
        List<ParticleEvent> first = particles.next(LEARNT);
        first.forEach(stream::add);
        first.subList(2_000, 2_100).forEach(stream::add);
        particles.next(1_000).forEach(stream::add);

        List<Stream.Found> last = foundLast(1_100);
        // Of small momenta with two decimals the first few of each of the eight detectors might agree by accident.
        assertThat(last.subList(0, 100))
                .filteredOn(found -> found.flaggedBy("sent_again"))
                .hasSizeGreaterThanOrEqualTo(60);
        assertThat(last.subList(100, 1_100)).noneMatch(found -> found.flaggedBy("sent_again"));
    }

    @Test
    void whatIsRememberedIsRememberedLongEnoughAndAfterARestart() {
        Random random = new Random(1);
        Remembered remembered = new Remembered();
        List<Long> all = new ArrayList<>();
        TreeSet<Integer> wrong = new TreeSet<>();
        for (int i = 0; i < 5 * Remembered.FEWEST; i++) {
            all.add(random.nextLong());
            boolean asksForOld = i > Remembered.FEWEST && i % 100 == 0;
            long asked = asksForOld ? all.get(i - 1 - random.nextInt(Remembered.FEWEST / 2)) : all.get(i);
            all.set(i, asked);
            if (remembered.add(asked) != asksForOld) {
                wrong.add(i);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void recordsOnACoarserGridAreFlagged() {
        // Four numbers that end in 00 by accident are one record in 80,000 here: about as rare as the budget asks for.
        particles.next(LEARNT).forEach(stream::add);
        for (int i = 0; i < 50; i++) {
            ParticleEvent event = particles.next();
            double x = Math.rint(event.momentumXGev());
            double y = Math.rint(event.momentumYGev());
            double z = Math.rint(event.momentumZGev());
            stream.add(Particles.with(event, Math.rint(event.energyGev()), x, y, z));
            particles.next(20).forEach(stream::add);
        }

        assertThat(stream.found())
                .filteredOn(found -> found.event().anomaly())
                .filteredOn(found -> found.flaggedBy("digits"))
                .hasSizeGreaterThan(20);
        assertThat(stream.found())
                .filteredOn(found -> !found.event().anomaly())
                .filteredOn(found -> found.flaggedBy("digits"))
                .hasSizeLessThan(10);
    }

    @Test
    void numbersThatAreRoundByNatureAreNotFlagged() {
        for (ParticleEvent event : particles.next(LEARNT)) {
            double step = 0.25;
            stream.add(Particles.with(
                    event,
                    step * Math.rint(event.energyGev() / step),
                    step * Math.rint(event.momentumXGev() / step),
                    step * Math.rint(event.momentumYGev() / step),
                    step * Math.rint(event.momentumZGev() / step)));
        }

        assertThat(stream.found())
                .filteredOn(found -> found.flaggedBy("digits"))
                .hasSizeLessThan(8);
    }

    @Test
    void aTypeThatHardlyOccursIsFlagged() {
        particles.next(LEARNT).forEach(stream::add);
        stream.add(typed(particles.next(), "tau"));

        assertThat(foundLast(1).get(0).reasons()).contains("rare_name:");
    }

    @Test
    void aTypeThatIsUsualElsewhereIsFlaggedInADetectorThatNeverHadIt() {
        for (ParticleEvent event : particles.next(4 * LEARNT)) {
            stream.add(event.detectorId().equals("DET_3") ? typed(event, "muon") : event);
        }
        ParticleEvent event = particles.next();
        while (!event.detectorId().equals("DET_3")) {
            event = particles.next();
        }
        stream.add(typed(event, "electron"));

        assertThat(foundLast(1).get(0).reasons()).contains("rare_name:");
        assertThat(stream.found())
                .filteredOn(found -> found.flaggedBy("rare_name"))
                .hasSizeLessThan(8);
    }
}
