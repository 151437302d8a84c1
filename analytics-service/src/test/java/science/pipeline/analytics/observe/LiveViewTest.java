package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.clock.Punctuality;
import science.pipeline.analysis.detect.Explanation;
import science.pipeline.analysis.detect.LayerStatus;
import science.pipeline.analysis.watch.DetectorState;
import science.pipeline.analysis.watch.Health;
import science.pipeline.analytics.dataset.AlertCounts;
import science.pipeline.analytics.dataset.PartitionCounts;
import science.pipeline.analytics.intake.PartitionStatus;
import tools.jackson.databind.json.JsonMapper;

/** What the page makes of counts. */
class LiveViewTest {

    @Test
    void anEnergyFallsIntoTheBinBetweenWhoseEdgesItLies() {
        List<Double> edges = EnergyBins.edges();
        for (double energy : new double[] {0.001, 0.5, 1, 91.2, 100, 1e6, 1e9}) {
            int bin = EnergyBins.of(energy);
            assertThat(energy).isGreaterThanOrEqualTo(edges.get(bin)).isLessThan(edges.get(bin + 1));
        }
        assertThat(EnergyBins.of(0)).isZero();
        assertThat(EnergyBins.of(1e300)).isEqualTo(EnergyBins.COUNT - 1);
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
        Totals minute = new Totals(new long[0], new long[0], Map.of(), Map.of("a", 5L, "b", 4L), Map.of("a", 1L));
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
                0,
                0,
                Long.MIN_VALUE + 1,
                "",
                "muon",
                1,
                1,
                0,
                0,
                "d",
                false,
                7,
                "",
                new Explanation(7, "", 1, List.of()));
        assertThat(JsonMapper.shared().writeValueAsString(flag)).contains("\"eventId\":\"-9223372036854775807\"");
    }

    @Test
    void theLedgerOfOneInstanceOfSeveralSaysSo() {
        assertThat(Books.share(4, 4)).isNull();
        assertThat(Books.share(2, 4)).contains("this instance reads 2 of 4 partitions");
    }

    @Test
    void aLayerIsAsItIsWhereItIsWorst() {
        PartitionStatus active = withLayer(new LayerStatus("mass_shell", LayerStatus.State.ACTIVE, "", 500));
        PartitionStatus warming =
                withLayer(new LayerStatus("mass_shell", LayerStatus.State.WARMING_UP, "12 of 400 events", 12));
        PartitionStatus other =
                new PartitionStatus(1, 0, 0, 0, -1, PartitionCounts.NONE, warming.layers(), Punctuality.NONE, null);

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
                Punctuality.NONE,
                null);

        assertThat(LayerState.of(List.of(active, empty))).containsExactly(new LayerState("burst", "active", "", 500));
    }

    private static PartitionStatus withLayer(LayerStatus layer) {
        return new PartitionStatus(0, 0, 0, 0, -1, PartitionCounts.NONE, List.of(layer), Punctuality.NONE, null);
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
                Map.of());
        return new PartitionStatus(0, 0, received, received, lag, counts, List.of(), Punctuality.NONE, null);
    }
}
