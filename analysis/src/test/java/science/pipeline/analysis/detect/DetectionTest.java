package science.pipeline.analysis.detect;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import science.pipeline.analysis.Events;
import science.pipeline.analysis.quantity.Condition.Range;
import science.pipeline.event.ParticleEvent;

class DetectionTest {

    private static final DetectionConfiguration DEFAULTS = DetectionConfiguration.defaults();

    /** 20,000 events refresh every tail and every learnt quantity several times. */
    private static List<ParticleEvent> faultyStream(long seed) {
        Random random = new Random(seed);
        List<ParticleEvent> events = new Particles(seed, 0.01).next(20_000);
        for (int i = 1; i < events.size(); i++) {
            int dice = random.nextInt(200);
            if (dice == 0) {
                events.set(i, Particles.energyTimes(1.5).apply(events.get(i)));
            } else if (dice == 1) {
                events.set(i, Particles.allTimes(40).apply(events.get(i)));
            } else if (dice == 2) {
                events.set(i, events.get(i - 1));
            }
        }
        return events;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whereBatchesEndChangesNothing(long seed) {
        List<ParticleEvent> events = faultyStream(seed);
        Random random = new Random(seed);
        Stream cut = new Stream(DEFAULTS);
        for (ParticleEvent event : events) {
            cut.add(event);
            if (random.nextInt(50) == 0) {
                cut.cut();
            }
        }

        assertThat(cut.found()).isEqualTo(Stream.detect(DEFAULTS, events));
    }

    @Test
    void withEveryLayerOffOnlyRulesFlag() {
        Map<String, Boolean> off =
                DetectionConfiguration.LAYERS.stream().collect(toMap(layer -> layer, layer -> false));
        DetectionConfiguration none = new DetectionConfiguration(
                100,
                off,
                400,
                MassShellSettings.defaults(),
                Map.of("beams", Map.of("energy_gev", new Range(500, Double.POSITIVE_INFINITY))));
        List<ParticleEvent> events = new ArrayList<>(faultyStream(1));
        events.add(Particles.energyTimes(1e6).apply(events.get(7)));

        assertThat(Stream.detect(none, events))
                .allSatisfy(found ->
                        assertThat(found.flagged()).isEqualTo(found.event().energyGev() >= 500))
                .last()
                .satisfies(found -> assertThat(found.reasons()).startsWith("rare_event:beams"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void restartsAtAnyEventChangeNothing(long seed) {
        List<ParticleEvent> events = faultyStream(seed);
        Random random = new Random(seed);
        Stream restarted = new Stream(DEFAULTS);
        for (int i = 0; i < events.size(); i++) {
            restarted.add(events.get(i));
            // Often at first, while everything is still learnt, then now and then.
            if (random.nextInt(i < 500 ? 10 : 1000) == 0) {
                restarted.restart();
            }
        }

        assertThat(restarted.found()).isEqualTo(Stream.detect(DEFAULTS, events));
    }

    @Test
    void theTruthLabelIsNoInput() {
        List<ParticleEvent> events = new Particles(1, 0.01).next(5_000);
        List<ParticleEvent> labelled =
                events.stream().map(Particles.energyTimes(1)).toList();

        List<Integer> scores = scores(Stream.detect(DEFAULTS, events));

        assertThat(scores(Stream.detect(DEFAULTS, labelled))).isEqualTo(scores);
    }

    private static List<Integer> scores(List<Stream.Found> found) {
        return found.stream().map(Stream.Found::scoreHundredths).toList();
    }

    @Test
    void cleanEventsAreFlaggedAboutAsOftenAsTheBudgetSays() {
        DetectionConfiguration generous = budget(1000);
        int events = 200_000;

        long flags = Stream.detect(generous, new Particles(7, 0.01).next(events)).stream()
                .filter(Stream.Found::flagged)
                .count();

        // 200 are expected; of half and twice as many Poisson's law is 7 standard deviations away.
        assertThat(flags).isBetween(100L, 400L);
    }

    @Test
    void aSmallerBudgetFlagsASubset() {
        List<ParticleEvent> events = faultyStream(4);
        List<Stream.Found> many = Stream.detect(budget(1000), events);
        List<Stream.Found> few = Stream.detect(budget(10), events);

        assertThat(few.stream().filter(Stream.Found::flagged).count())
                .isLessThan(many.stream().filter(Stream.Found::flagged).count());
        for (int i = 0; i < few.size(); i++) {
            assertThat(!few.get(i).flagged() || many.get(i).flagged()).isTrue();
            assertThat(few.get(i).scoreHundredths()).isEqualTo(many.get(i).scoreHundredths());
        }
    }

    private static DetectionConfiguration budget(double flagsPerMillion) {
        return new DetectionConfiguration(
                flagsPerMillion, DEFAULTS.layers(), DEFAULTS.warmUp(), DEFAULTS.massShell(), DEFAULTS.rareEvents());
    }

    @Test
    void aConfiguredRuleFlagsAlwaysAndFromTheFirstEvent() {
        DetectionConfiguration withRule = new DetectionConfiguration(
                1e-3,
                Map.of(),
                DEFAULTS.warmUp(),
                DEFAULTS.massShell(),
                Map.of("slow_muon", Map.of("energy_gev", new Range(Double.NEGATIVE_INFINITY, 6))));

        List<Stream.Found> found = Stream.detect(withRule, new Particles(1, 0).next(3_000));

        assertThat(found).allSatisfy(event -> {
            boolean slow = event.event().energyGev() <= 6;
            assertThat(event.flagged()).isEqualTo(slow);
            assertThat(event.reasons()).isEqualTo(slow ? "rare_event:slow_muon" : "");
        });
    }

    @Test
    void disabledLayersDoNotSpeak() {
        DetectionConfiguration withoutShell = new DetectionConfiguration(
                100, Map.of("mass_shell", false), DEFAULTS.warmUp(), DEFAULTS.massShell(), Map.of());
        List<ParticleEvent> raised = new Particles(1, 0)
                .next(3_000).stream().map(Particles.energyTimes(1.1)).toList();

        assertThat(Stream.detect(withoutShell, raised)).noneMatch(event -> event.flaggedBy("mass_shell"));
    }

    @Test
    void aFlagExplainsItself() {
        Particles particles = new Particles(1, 0);
        Stream stream = new Stream(DEFAULTS);
        particles.next(2_048).forEach(stream::add);
        ParticleEvent odd = Particles.energyTimes(1.5).apply(particles.next());
        stream.add(odd);
        List<Stream.Found> found = stream.found();

        Explanation explanation = stream.explanation(0);
        Explanation.Contribution first = explanation.contributions().get(0);

        assertThat(found.get(2_048).reasons()).matches("mass_shell:\\d+\\.\\d\\d(;[a-z_]+:\\d+\\.\\d\\d)*");
        assertThat(explanation.eventsSeen()).isEqualTo(2_048);
        assertThat(explanation.modelVersion()).isEqualTo(Detection.MODEL_VERSION);
        assertThat(explanation.score()).isEqualTo(found.get(2_048).scoreHundredths() / 100.0);
        assertThat(first.layer()).isEqualTo("mass_shell");
        assertThat(first.observed()).isEqualTo(odd.energyGev());
        assertThat(first.expected()).isCloseTo(odd.energyGev() / 1.5, Assertions.within(0.05));
        assertThat(first.pull()).isPositive();
        assertThat(first.pValue()).isLessThan(1e-4);
        assertThat(first.features()).containsKeys("energy_gev", "p", "mass_gev");
    }

    @Test
    void theStateIsSavedAndRestoredInAMomentAndIsSmall() throws IOException {
        Stream stream = new Stream(DEFAULTS);
        faultyStream(1).forEach(stream::add);
        stream.cut();
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        stream.detection().save(new DataOutputStream(saved));
        Detection other = new Detection(DEFAULTS, Events.names());

        other.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        other.save(new DataOutputStream(again));

        assertThat(again.toByteArray()).isEqualTo(saved.toByteArray());
        assertThat(saved.size()).isLessThan(300_000);
    }

    @Test
    void aLayerCanBeSwitchedOffAndTheOthersGoOn() throws IOException {
        List<ParticleEvent> events = faultyStream(1);
        Stream all = new Stream(DEFAULTS);
        events.forEach(all::add);
        all.cut();
        DetectionConfiguration fewer = new DetectionConfiguration(
                100, Map.of("burst", false), DEFAULTS.warmUp(), DEFAULTS.massShell(), Map.of());
        Detection other = new Stream(fewer).detection();

        other.load(new DataInputStream(new ByteArrayInputStream(saved(all.detection()))));

        assertThat(saved(other)).hasSizeLessThan(saved(all.detection()).length);
        Detection again = new Stream(DEFAULTS).detection();
        again.load(new DataInputStream(new ByteArrayInputStream(saved(other))));
        assertThat(saved(again)).hasSizeGreaterThan(saved(other).length);
    }

    @Test
    void aStateOfAnotherVersionIsRefused() throws IOException {
        ByteArrayOutputStream foreign = new ByteArrayOutputStream();
        new DataOutputStream(foreign).writeUTF("physics-layers-0");
        Detection detection = new Stream(DEFAULTS).detection();

        Assertions.assertThatThrownBy(
                        () -> detection.load(new DataInputStream(new ByteArrayInputStream(foreign.toByteArray()))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("physics-layers-0")
                .hasMessageContaining(Detection.MODEL_VERSION);
    }

    private static byte[] saved(Detection detection) throws IOException {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        detection.save(new DataOutputStream(state));
        return state.toByteArray();
    }
}
