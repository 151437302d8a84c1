package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import science.pipeline.analysis.clock.Punctuality;
import science.pipeline.analysis.detect.Explanation;
import science.pipeline.analysis.detect.LayerStatus;
import science.pipeline.analysis.watch.DetectorState;
import science.pipeline.analysis.watch.Health;
import science.pipeline.analytics.intake.Group;
import science.pipeline.analytics.intake.PartitionStatus;
import science.pipeline.dataset.sink.AlertCounts;
import science.pipeline.dataset.sink.Judgement;
import science.pipeline.dataset.sink.PartitionCounts;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;
import tools.jackson.databind.json.JsonMapper;

/** What the page makes of counts. */
class LiveViewTest {

    @ParameterizedTest
    @EnumSource(MeasureBins.class)
    void aValueFallsIntoTheBinBetweenWhoseEdgesItLies(MeasureBins bins) {
        List<Double> edges = bins.edges();
        assertThat(edges).hasSize(bins.count() + 1).isSorted();
        for (double value : new double[] {0.001, 0.5, 1, 91.2, 100, 1e6, 1e9}) {
            int bin = bins.of(value);
            assertThat(value).isGreaterThanOrEqualTo(edges.get(bin)).isLessThan(edges.get(bin + 1));
        }
        assertThat(bins.of(1e300)).isEqualTo(bins.count() - 1);
        assertThat(bins.of(-1e300)).isZero();
        assertThat(bins.of(Double.NaN)).isEqualTo(MeasureBins.NONE);
    }

    @Test
    void belowZeroTheBinsAreMirrored() {
        List<Double> edges = MeasureBins.SIGNED.edges();
        for (double value : new double[] {-0.0012, -0.55, -1.1, -91.2, -1e6, 0, 0.0001}) {
            int bin = MeasureBins.SIGNED.of(value);
            assertThat(value).isGreaterThanOrEqualTo(edges.get(bin)).isLessThan(edges.get(bin + 1));
        }
        assertThat(MeasureBins.POSITIVE.of(0)).isZero();
    }

    @Test
    void theMeasuresAreTheEnergyAndTheNumbersWithoutARole() {
        assertThat(Measure.of(Schema.byDefault()))
                .extracting(measure -> measure.field().name())
                .containsExactly("energy_gev");
        Schema monitors = SchemaYaml.read("monitors.yml", """
                name: monitors
                fields:
                  temp_c: {type: number, unit: degC, presence: optional}
                  cpm:    {type: number, role: energy, min: 0}
                  place:  name
                  height: {type: number, presence: constant, value: "3"}
                """);
        assertThat(Measure.of(monitors))
                .extracting(measure -> measure.field().name())
                .containsExactly("cpm", "temp_c");
        assertThat(Measure.of(monitors)).extracting(Measure::slot).containsExactly(1, 0);
    }

    @Test
    void whoeverAsksGetsWhatIsNewToThemAndOldEntriesGo() {
        Recent<String> recent = new Recent<>(2);
        List.of("a", "b", "c").forEach(recent::add);
        assertThat(recent.after(0)).extracting(Recent.Entry::value).containsExactly("b", "c");
        assertThat(recent.after(2)).extracting(Recent.Entry::value).containsExactly("c");
        assertThat(recent.after(3)).isEmpty();
    }

    @Test
    void theMapShowsWhatTheWatchThinksOfEachDetectorTheSilentOnesToo() {
        Totals minute = new Totals(List.of(), new long[0], Map.of(), Map.of("a", 5L, "b", 4L), Map.of("a", 1L));
        List<DetectorState> states = List.of(
                new DetectorState("a", Health.GOOD, "2026-01-16T10:00:00.000000", null, "as usual"),
                new DetectorState("c", Health.BAD, "2026-01-16T10:00:10.000000", null, "silent"));

        List<DetectorStates.Detector> detectors = DetectorStates.of(minute, minute, states);

        assertThat(detectors).extracting(DetectorStates.Detector::name).containsExactly("a", "b", "c");
        assertThat(detectors).extracting(DetectorStates.Detector::state).containsExactly("good", "unknown", "bad");
        assertThat(detectors.get(0).flagged()).isEqualTo(1);
        assertThat(detectors.get(2).reason()).isEqualTo("silent");
    }

    @Test
    void theIdOfAnEventTravelsAsTextAndSoStaysExactInABrowser() {
        Notice.Flag flag = new Notice.Flag(
                0, 0, null, "", List.of("-9223372036854775807"), 7, "", new Explanation(7, "", 1, List.of()));
        assertThat(JsonMapper.shared().writeValueAsString(flag)).contains("\"-9223372036854775807\"");
    }

    @Test
    void whoReadsWhatIsSaidWhereSeveralInstancesDo() {
        Group.Member one = new Group.Member("one_8080", List.of(0, 1), "c");
        Group.Member other = new Group.Member("other_8080", List.of(2), "c");

        assertThat(Books.share("one_8080", List.of(one))).isNull();
        assertThat(Books.share("other_8080", List.of(one, other)))
                .isEqualTo("one_8080 reads partitions 0, 1; other_8080 (this one) reads partition 2");
        assertThat(Books.share("late-comer_8080", List.of(one))).isEqualTo("one_8080 reads partitions 0, 1");
    }

    @Test
    void aLayerIsAsItIsWhereItIsWorst() {
        PartitionStatus active = withLayer(new LayerStatus("mass_shell", LayerStatus.State.ACTIVE, "", 500));
        PartitionStatus warming =
                withLayer(new LayerStatus("mass_shell", LayerStatus.State.WARMING_UP, "12 of 400 events", 12));
        PartitionStatus other = new PartitionStatus(
                1, 0, 0, 0, -1, PartitionCounts.NONE, warming.layers(), List.of(), Punctuality.NONE, null);

        assertThat(LayerState.of(List.of(active))).containsExactly(new LayerState("mass_shell", "active", "", 500));
        assertThat(LayerState.of(List.of(active, other)))
                .containsExactly(new LayerState("mass_shell", "warming_up", "12 of 400 events (partition 1)", 512));
    }

    @Test
    void aPartitionWithoutEventsDoesNotKeepALayerWarmingUp() {
        PartitionStatus active = withLayer(new LayerStatus("burst", LayerStatus.State.ACTIVE, "", 500));
        PartitionStatus empty = new PartitionStatus(
                1,
                0,
                0,
                0,
                -1,
                PartitionCounts.NONE,
                List.of(new LayerStatus("burst", LayerStatus.State.WARMING_UP, "0 of 400 events", 0)),
                List.of(),
                Punctuality.NONE,
                null);

        assertThat(LayerState.of(List.of(active, empty))).containsExactly(new LayerState("burst", "active", "", 500));
    }

    @Test
    void ofAModelThatIsTriedVerdictsCountOnWhatItWouldHaveFlaggedInTheirPartition() {
        LayerStatus tried = new LayerStatus(
                "models.forest",
                LayerStatus.State.SHADOW,
                "",
                500,
                new LayerStatus.Tried(3, 2, 1, Set.of(7L, 8L, 12L)));
        PartitionStatus one = new PartitionStatus(
                0,
                0,
                0,
                0,
                -1,
                PartitionCounts.NONE,
                List.of(tried),
                List.of(judgement(7, Judgement.Word.REAL), judgement(9, Judgement.Word.FALSE)),
                Punctuality.NONE,
                null);
        LayerState state = LayerState.of(List.of(one)).get(0);
        assertThat(state.state()).isEqualTo("shadow");
        assertThat(state.tried().wouldFlag()).isEqualTo(3);
        assertThat(state.tried().judged().real()).isEqualTo(1);
        assertThat(state.tried().judged().notReal()).isZero();
    }

    private static Judgement judgement(long offset, Judgement.Word word) {
        return new Judgement(offset, 0, word, "Ada", "2026-01-16T10:00:00Z", "burst");
    }

    private static PartitionStatus withLayer(LayerStatus layer) {
        return new PartitionStatus(
                0, 0, 0, 0, -1, PartitionCounts.NONE, List.of(layer), List.of(), Punctuality.NONE, null);
    }

    @Test
    void whatWasReadBeforeAPartitionWasOwnedIsNoSpeed() {
        Rates rates = new Rates();
        assertThat(rates.at(1000, List.of(status(5000, 100))).out()).isZero();
        Point point = rates.at(3000, List.of(status(5600, 500)));
        assertThat(point.out()).isEqualTo(300);
        assertThat(point.in()).isEqualTo(500);
        assertThat(point.lag()).isEqualTo(500);
        assertThat(rates.at(4000, List.of(status(5100, 500))).out())
                .as("back to the last commit")
                .isZero();
        assertThat(rates.at(5000, List.of()).lag()).isEqualTo(-1);
    }

    private static PartitionStatus status(long received, long lag) {
        PartitionCounts counts = new PartitionCounts(
                received,
                received,
                Map.of(),
                0,
                0,
                0,
                0,
                0,
                Map.of(),
                Map.of(),
                Map.of(),
                0,
                0,
                0,
                0,
                AlertCounts.NONE,
                Map.of(),
                null);
        return new PartitionStatus(0, 0, received, received, lag, counts, List.of(), List.of(), Punctuality.NONE, null);
    }
}
