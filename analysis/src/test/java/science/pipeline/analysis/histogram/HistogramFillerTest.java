package science.pipeline.analysis.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static science.pipeline.analysis.Events.START;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.Events;
import science.pipeline.analysis.histogram.HistogramDefinition.Scale;
import science.pipeline.analysis.quantity.Condition.OneOf;
import science.pipeline.analysis.quantity.Condition.Where;
import science.pipeline.event.ParticleEvent;

class HistogramFillerTest {

    private static final HistogramDefinition PAIR_MASS =
            new HistogramDefinition("z", "pair_mass", Scale.LINEAR, 0, 200, 400, Map.of());

    /** The oracle goes through all bins for each event. */
    @RepeatedTest(5)
    void countsAsANaiveRecountDoes(RepetitionInfo repetition) {
        List<ParticleEvent> events = Events.stream(repetition.getCurrentRepetition(), 3_000);
        HistogramDefinition linear =
                new HistogramDefinition("px", "momentum_x", Scale.LINEAR, -33.3, 77.7, 97, Map.of());
        HistogramDefinition log = new HistogramDefinition(
                "e", "energy_gev", Scale.LOG, 0.7, 130, 53, Map.of("particle_type", new OneOf(Set.of("muon"))));
        Filling filling = new Filling(List.of(linear, log));

        filling.fill(events);

        assertRecount(filling.counted().all().get(0), events, ParticleEvent::momentumXGev);
        List<ParticleEvent> muons = events.stream()
                .filter(event -> event.particleType().equals("muon"))
                .toList();
        assertRecount(filling.counted().all().get(1), muons, ParticleEvent::energyGev);
    }

    @Test
    void anExpressionIsCountedOfTheEventsThatAnotherNames() {
        List<ParticleEvent> events = Events.stream(7, 3_000);
        HistogramDefinition share = new HistogramDefinition(
                "share",
                "momentum_z / energy_gev",
                Scale.LINEAR,
                -1,
                1,
                40,
                Map.of("where", new Where("energy_gev > 10 && particle_type != 'muon'")));
        Filling filling = new Filling(List.of(share));

        filling.fill(events);

        List<ParticleEvent> taken = events.stream()
                .filter(event -> event.energyGev() > 10 && !event.particleType().equals("muon"))
                .toList();
        assertThat(taken).isNotEmpty().hasSizeLessThan(events.size());
        assertRecount(filling.counted().all().get(0), taken, event -> event.momentumZGev() / event.energyGev());
    }

    private static void assertRecount(
            Histogram histogram, List<ParticleEvent> events, ToDoubleFunction<ParticleEvent> quantity) {
        List<Double> edges = histogram.edges();
        List<Long> recount = new ArrayList<>();
        for (int bin = 0; bin + 1 < edges.size(); bin++) {
            double from = edges.get(bin);
            double to = edges.get(bin + 1);
            recount.add(events.stream()
                    .mapToDouble(quantity)
                    .filter(value -> value >= from && value < to)
                    .count());
        }
        assertThat(histogram.counts()).isEqualTo(recount);
        assertThat(histogram.underflow())
                .isEqualTo(events.stream()
                        .mapToDouble(quantity)
                        .filter(value -> value < edges.get(0))
                        .count());
        long inside = recount.stream().mapToLong(Long::longValue).sum();
        assertThat(histogram.underflow() + inside + histogram.overflow()).isEqualTo(events.size());
    }

    @Test
    void aValueOnAnEdgeBelongsToTheBinAboveIt() {
        Filling filling =
                new Filling(List.of(new HistogramDefinition("e", "energy_gev", Scale.LINEAR, 0.1, 0.4, 3, Map.of())));
        for (double edge :
                new Filling(List.of(filling.only().definition())).only().edges()) {
            filling.fill(List.of(Events.of(edge, 0, 0, 0), Events.of(Math.nextDown(edge), 0, 0, 0)));
        }
        assertThat(filling.only().counts()).containsExactly(2L, 2L, 2L);
        assertThat(List.of(filling.only().underflow(), filling.only().overflow()))
                .containsExactly(1L, 1L);
    }

    @Test
    void whatIsNoNumberIsCountedByItself() {
        Filling filling =
                new Filling(List.of(new HistogramDefinition("eta", "eta", Scale.LINEAR, -5, 5, 10, Map.of())));
        filling.fill(List.of(Events.of(1, 0, 0, 0), Events.of(1, 0, 0, 3)));
        assertThat(filling.only().undefined()).isEqualTo(1);
        assertThat(filling.only().overflow()).isEqualTo(1);
    }

    @Test
    void theSecondEventOfAnIdMakesAPairAndAThirdWaitsForAFourth() {
        Filling filling = new Filling(List.of(PAIR_MASS));
        ParticleEvent up = particle(7, 45.5, 45.5);
        ParticleEvent down = particle(7, 45.5, -45.5);
        filling.fill(List.of(up, particle(8, 10, 10), down));
        assertThat(filling.only().counts().get(182)).isEqualTo(1); // 91.0 GeV, in bins of 0.5

        filling.fill(List.of(up));
        assertThat(filling.only().counts().get(182)).isEqualTo(1);
        filling.fill(List.of(down));
        assertThat(filling.only().counts().get(182)).isEqualTo(2);
    }

    @Test
    void anEventIsGivenUpOnceManyOthersWaitAfterIt() {
        Filling filling = new Filling(List.of(PAIR_MASS));
        filling.fill(List.of(particle(1, 45, 45), particle(2, 45, 45)));
        for (int id = 3; id < Pairs.MOST_WAITING + 2; id++) {
            filling.fill(List.of(particle(id, 5, 5)));
        }
        assertThat(filling.only().unpaired()).isEqualTo(1);

        filling.fill(List.of(particle(2, 45, -45))); // still waits
        assertThat(filling.only().counts().get(180)).isEqualTo(1);
        filling.fill(List.of(particle(1, 45, -45))); // was given up, and waits anew
        assertThat(filling.only().counts().get(180)).isEqualTo(1);
    }

    @RepeatedTest(5)
    void batchBoundariesAndRestartsChangeNothing(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<ParticleEvent> events = new ArrayList<>();
        for (int i = 0; i < 8_000; i++) {
            events.add(particle(random.nextInt(6_000), 1 + random.nextInt(90), random.nextInt(91) - 45));
        }
        Filling undisturbed = new Filling(List.of(PAIR_MASS));
        undisturbed.fill(events);
        Filling cut = new Filling(List.of(PAIR_MASS));
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(300));
            cut.fill(events.subList(from, to));
            cut.restart();
            from = to;
        }
        assertThat(cut.saved()).isEqualTo(undisturbed.saved());
        assertThat(cut.only().unpaired()).isPositive();
    }

    @Test
    void equalDefinitionsAddUpAndOthersStandBesideThem() {
        HistogramDefinition wider = new HistogramDefinition("z", "pair_mass", Scale.LINEAR, 0, 400, 400, Map.of());
        Filling one = new Filling(List.of(PAIR_MASS));
        Filling other = new Filling(List.of(PAIR_MASS, wider));
        List<ParticleEvent> pair = List.of(particle(7, 45.5, 45.5), particle(7, 45.5, -45.5));
        one.fill(pair);
        other.fill(pair);

        one.counted().merge(other.counted());

        assertThat(one.counted().all()).extracting(Histogram::definition).containsExactly(PAIR_MASS, wider);
        assertThat(one.only().counts().get(182)).isEqualTo(2);
        assertThat(one.counted().all().get(1).counts().get(91)).isEqualTo(1);
    }

    private static ParticleEvent particle(long id, double energy, double x) {
        return new ParticleEvent(id, START, "muon", energy, x, 0, 0, "DET_001", false);
    }
}
