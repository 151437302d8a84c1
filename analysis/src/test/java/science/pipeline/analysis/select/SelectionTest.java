package science.pipeline.analysis.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.Condition.OneOf;
import science.pipeline.analysis.quantity.Condition.Range;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.schema.Schema;

class SelectionTest {

    @Test
    void aRangeUpsideDownIsRefused() {
        assertRefused(
                Map.of("energy_gev", new Range(200, 100)),
                "selections.high.energy_gev.min: found 200 above max 100, expected min <= max");
    }

    @Test
    void anUnknownQuantityIsRefusedWithThoseThatExist() {
        assertRefused(
                Map.of("energy", Range.atLeast(1)),
                "selections.high.energy: found the unknown quantity 'energy', expected one of particle_type,"
                        + " energy_gev, momentum_x, momentum_y, momentum_z, detector_id, is_anomaly, p, pt, eta, phi,"
                        + " mass");
    }

    @Test
    void aConditionMustSuitItsQuantity() {
        assertRefused(
                Map.of("pt", new OneOf(List.of("1", "2"))),
                "selections.high.pt.in: found a list for a number, expected min, max or both");
        assertRefused(
                Map.of("particle_type", Range.atLeast(1)),
                "selections.high.particle_type: found a range for something that is no number, expected in with a"
                        + " list of names");
        assertRefused(
                Map.of("is_anomaly", new OneOf(List.of("yes"))),
                "selections.high.is_anomaly.in: found 'yes', expected true or false");
    }

    @Test
    void conditionsThatNothingCouldMeetOrMissAreRefused() {
        assertRefused(
                Map.of("detector_id", new OneOf(List.of())),
                "selections.high.detector_id.in: found an empty list, expected one name or more");
        assertRefused(
                Map.of("mass", new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)),
                "selections.high.mass: found neither min nor max, expected min, max or both");
        assertRefused(
                Map.of("mass", new Range(Double.NEGATIVE_INFINITY, Double.NaN)),
                "selections.high.mass.max: found NaN, expected a number");
        assertThatThrownBy(() -> new Selection("high", Map.of("detector_id", new OneOf(List.of("DET 1"))))
                        .checked(new Quantities(Schema.byDefault())))
                .hasMessageStartingWith("selections.high.detector_id.in: found 'DET 1', expected a name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Muons", "1st", "a-b", "../x", "a234567890123456789012345678901234567890xy"})
    void namesThatCouldNotNameFilesAreRefused(String name) {
        assertThatThrownBy(() -> new Selection(name, Map.of()))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("found the name '" + name + "', expected a lower-case letter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all_events", "anomalies", "rejected", "statistics", "manifest", "detector_alarms"})
    void namesOfOtherFilesAreRefused(String name) {
        assertThatThrownBy(() -> new Selection(name, Map.of()))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("selections." + name + ": found the reserved name '" + name + "'");
    }

    @Test
    void aPrescaleBelowOneIsRefused() {
        assertThatThrownBy(() -> new Selection("high", Map.of(), 0, true))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("selections.high.prescale: found 0, expected 1 or more");
    }

    @Test
    void aNameIsTakenOnce() {
        Selection selection = new Selection("high", Map.of());
        assertThatThrownBy(() -> new Menu(List.of(selection, selection)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("selections.high: found the name twice, expected each name once");
    }

    @Test
    void theMenuKnowsTheNamesThatItsSelectionsSpeakOf() {
        Menu menu = new Menu(List.of(
                new Selection("a", Map.of("particle_type", new OneOf(List.of("muon", "pion")))),
                new Selection("b", Map.of("detector_id", new OneOf(List.of("DET_001"))), 1, true),
                new Selection("c", Map.of("particle_type", new OneOf(List.of("kaon"))), 1, false)));

        assertThat(menu.names(new Quantities(Schema.byDefault())))
                .isEqualTo(Map.of("particle_type", Set.of("muon", "pion", "kaon"), "detector_id", Set.of("DET_001")));
    }

    @Test
    void byDefaultEventsOfHundredGevAndMoreAreSelected() {
        assertThat(Menu.of(Schema.byDefault()).selections())
                .containsExactly(new Selection("high_energy_events", Map.of("energy_gev", Range.atLeast(100))));
    }

    private static void assertRefused(Map<String, Condition> conditions, String message) {
        assertThatThrownBy(() -> new Selection("high", conditions).checked(new Quantities(Schema.byDefault())))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(message);
    }
}
