package science.pipeline.analysis.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.quantity.Condition.OneOf;
import science.pipeline.analysis.quantity.Condition.Range;
import science.pipeline.analysis.quantity.Condition.Where;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.schema.Schema;

/** What a menu may say. */
class MenuKeysTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "windows | pt.min=1 | selections.windows | reserved",
                "statistics | pt.min=1 | selections.statistics | reserved",
                "all_events_p | pt.min=1 | selections.all_events_p | as the files of all_events do",
                "windows_p00 | pt.min=1 | selections.windows_p00 | as the files of windows do",
                "Muons | pt.min=1 | selections.Muons | a lower-case letter",
                "mu+ | pt.min=1 | selections.mu+ | a lower-case letter",
                "b c | pt.min=1 | selections.b c | a lower-case letter",
                "muons | '' | selections.muons | expected QUANTITY",
                "muons | pt='' | selections.muons.pt | expected QUANTITY",
                "muons | pt.min[0]=5 | selections.muons.pt.min[0] | one number",
                "muons | pt.min=5,2 | selections.muons.pt.min | a number",
                "muons | pt.in=5 | selections.muons.pt.in | min, max or both",
                "muons | detector_id.in='' | selections.muons.detector_id.in | an empty list",
                "muons | detector_id.in=a b | selections.muons.detector_id.in | found 'a b'",
                "muons | detector_id.min=1 | selections.muons.detector_id | no number",
                "muons | prescale=-1 | selections.muons.prescale | 1 or more",
                "muons | prescale=0 | selections.muons.prescale | 1 or more",
                "muons | enabled=maybe | selections.muons.enabled | true or false",
                "muons | where= | selections.muons.where | found the end at column 1",
                "muons | where=ptt > 3 | selections.muons.where | the unknown name 'ptt' at column 1, expected one of",
                "muons | where=pt | selections.muons.where | a condition, as pt > 0",
                "muons | where=detector_id in ['a b'] | selections.muons.where | found 'a b'",
                "muons | where[0]=pt > 3 | selections.muons.where[0] | expected QUANTITY",
                "muons | is_anomaly.in=1 | selections.muons.is_anomaly.in | true or false"
            })
    void whatCannotBeObeyedIsOneFault(String name, String key, String path, String words) {
        String[] parts = key.replace("''", "").split("=", 2);
        Map<String, String> keys = key.isEmpty() ? Map.of() : Map.of(parts[0], parts[1]);
        assertThat(faults(Map.of(name, keys))).singleElement().satisfies(fault -> {
            assertThat(fault.path()).isEqualTo(path);
            assertThat(fault.getMessage()).contains(words);
        });
    }

    @Test
    void aNameThatTakesInTheFilesOfAnotherIsRefused() {
        Map<String, String> any = Map.of("prescale", "2");
        assertThat(faults(Map.of("muons", any, "muons_p", any)))
                .extracting(InvalidSetting::path)
                .containsExactly("selections.muons_p");
        assertThat(faults(Map.of("muons", any, "muons_q", any, "muons_fast", any)))
                .isEmpty();
    }

    @Test
    void allFaultsOfAMenuAreToldAtOnce() {
        assertThat(faults(Map.of(
                        "a", Map.of("ptt.min", "1", "eta.min", "low", "prescale", "0"), "B", Map.of("pt.max", "x"))))
                .extracting(InvalidSetting::path)
                .containsExactlyInAnyOrder(
                        "selections.a.ptt",
                        "selections.a.eta.min",
                        "selections.a.prescale",
                        "selections.B",
                        "selections.B.pt.max");
    }

    @Test
    void anExpressionStandsBesideConditionsAndIsKeptInOneForm() {
        Selection selection = MenuKeys.selection(
                        "central_tracks", Map.of("where", "pt>20&&abs( eta )<1.2", "energy_gev.min", "5"))
                .checked(new Quantities(Schema.byDefault()));
        assertThat(selection.conditions())
                .isEqualTo(Map.of("where", new Where("pt > 20 && abs(eta) < 1.2"), "energy_gev", Range.atLeast(5)));
    }

    @Test
    void namesAreKeptAsTheyAre() {
        assertThat(MenuKeys.selection("norway", Map.of("particle_type.in", "no,012,1e3,12:30"))
                        .conditions())
                .containsValue(new OneOf(List.of("no", "012", "1e3", "12:30")));
    }

    @Test
    void whatIsConfiguredIsAddedToTheMenuOfTheSchemaAndChangesItKeyByKey() {
        Map<String, Map<String, String>> given =
                Map.of("high", Map.of("pt.min", "5", "particle_type.in[0]", "muon", "particle_type.in[1]", "pion"));
        Map<String, Map<String, String>> chosen =
                Map.of("high", Map.of("pt.min", "7", "particle_type.in[0]", "kaon"), "other", Map.of("pt.max", "1"));

        assertThat(MenuKeys.over(given, chosen))
                .isEqualTo(Map.of(
                        "high", Map.of("pt.min", "7", "particle_type.in[0]", "kaon"), "other", Map.of("pt.max", "1")));
    }

    private static List<InvalidSetting> faults(Map<String, Map<String, String>> selections) {
        return MenuKeys.faults(selections, new Quantities(Schema.byDefault()));
    }
}
