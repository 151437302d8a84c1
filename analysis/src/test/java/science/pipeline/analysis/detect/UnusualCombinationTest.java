package science.pipeline.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.Events;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.event.ParticleEvent;

class UnusualCombinationTest {

    private static final int EVENTS = 40_000;

    private final NameTables names = Events.names();
    private final Evidence one = new Evidence();
    private final Evidence other = new Evidence();
    private final Evidence found = new Evidence();
    private final List<UnusualCombination.Answer> answers = List.of(
            new UnusualCombination.Answer("one", one, true), new UnusualCombination.Answer("other", other, true));

    private final EventBatch batch = batch();
    private final Random random = new Random(5);

    private EventBatch batch() {
        EventBatch full = new EventBatch(names);
        for (ParticleEvent event : new Particles(1, 0).next(EventBatch.CAPACITY)) {
            Events.append(event, full.size(), full);
        }
        return full;
    }

    /** Two answers that go together: each spreads by 1, their difference by 0.1. */
    private void fill() {
        for (int row = 0; row < batch.size(); row++) {
            double common = random.nextGaussian();
            one.none(row);
            other.none(row);
            one.side[row] = common + 0.05 * random.nextGaussian();
            other.side[row] = common + 0.05 * random.nextGaussian();
        }
    }

    private UnusualCombination learnt() {
        UnusualCombination layer = new UnusualCombination(400, answers, names.detectors());
        for (int i = 0; i < EVENTS / batch.size(); i++) {
            fill();
            layer.score(batch, found);
        }
        return layer;
    }

    @Test
    void findsWhatIsUsualInEachAnswerButNotInBoth() {
        UnusualCombination layer = learnt();
        fill();
        one.side[7] = 1.5;
        other.side[7] = -1.5;
        layer.score(batch, found);

        assertThat(found.score[7]).isGreaterThan(4);
        assertThat(layer.features(batch, 7)).containsOnlyKeys("one", "other");
        long odd = IntStream.range(0, batch.size())
                .filter(row -> row != 7 && found.score[row] >= 3)
                .count();
        assertThat(odd).isLessThan(10);
    }

    @Test
    void itsChancesHold() {
        UnusualCombination layer = learnt();
        int beyond = 0;
        int all = 0;
        for (int i = 0; i < 10; i++) {
            fill();
            layer.score(batch, found);
            beyond += (int) IntStream.range(0, batch.size())
                    .filter(row -> found.score[row] >= 2)
                    .count();
            all += batch.size();
        }

        // One in a hundred; the tail is fitted from thousands.
        assertThat((double) beyond / all).isCloseTo(0.01, within(0.005));
    }

    @Test
    void isTheSameAfterARestartAtAnyMoment() throws IOException {
        UnusualCombination whole = new UnusualCombination(400, answers, names.detectors());
        UnusualCombination restarted = new UnusualCombination(400, answers, names.detectors());
        for (int i = 0; i < EVENTS / batch.size(); i++) {
            fill();
            whole.score(batch, found);
            double[] expected = found.score.clone();
            restarted.score(batch, found);
            assertThat(found.score).isEqualTo(expected);
            byte[] state = saved(restarted);
            assertThat(state).isEqualTo(saved(whole)).hasSizeLessThan(50_000);
            restarted = new UnusualCombination(400, answers, names.detectors());
            restarted.load(new DataInputStream(new ByteArrayInputStream(state)));
        }
    }

    @Test
    void restartsOfTheWholeDetectionChangeNothing() {
        DetectionConfiguration defaults = DetectionConfiguration.defaults();
        DetectionConfiguration with = new DetectionConfiguration(
                defaults.flagsPerMillion(),
                Map.of(UnusualCombination.NAME, true),
                defaults.warmUp(),
                defaults.massShell(),
                defaults.rareEvents());
        List<ParticleEvent> events = new Particles(9, 0.01).next(24_000);
        Stream restarted = new Stream(with);
        for (int i = 0; i < events.size(); i++) {
            restarted.add(events.get(i));
            if (i % 1_777 == 0) {
                restarted.restart();
            }
        }

        assertThat(restarted.found()).isEqualTo(Stream.detect(with, events));
    }

    private static byte[] saved(UnusualCombination layer) throws IOException {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        layer.save(new DataOutputStream(state));
        return state.toByteArray();
    }
}
