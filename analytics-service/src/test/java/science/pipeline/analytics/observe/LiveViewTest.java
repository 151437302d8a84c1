package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import science.pipeline.analytics.dataset.PartitionCounts;
import science.pipeline.analytics.intake.PartitionStatus;

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
    void detectorsAreComparedWithTheirMedian() {
        Map<String, Long> minute =
                Map.of("a", 1000L, "b", 1100L, "c", 900L, "d", 200L, "e", 0L, "f", 20_000L, "g", 4000L);
        assertThat(states(minute))
                .isEqualTo(Map.of("a", "ok", "b", "ok", "c", "ok", "d", "low", "e", "dead", "f", "hot", "g", "high"));
    }

    @Test
    void fewEventsSayNothingAboutADetector() {
        assertThat(states(Map.of("a", 5L, "b", 4L, "c", 0L)))
                .containsOnlyKeys("a", "b", "c")
                .containsValue("quiet");
    }

    private static Map<String, String> states(Map<String, Long> minute) {
        Totals totals = new Totals(new long[0], new long[0], Map.of(), minute, Map.of());
        Map<String, String> states = new HashMap<>();
        DetectorStates.of(totals, totals).forEach(detector -> states.put(detector.name(), detector.state()));
        return states;
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
        PartitionCounts counts =
                new PartitionCounts(received, received, Map.of(), 0, 0, 0, 0, Map.of(), Map.of(), Map.of(), 0, 0, 0, 0);
        return new PartitionStatus(0, 0, received, received, lag, counts, null);
    }
}
