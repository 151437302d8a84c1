package science.pipeline.analytics.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import science.pipeline.analysis.quantity.Condition.OneOf;
import science.pipeline.analysis.quantity.Condition.Range;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.analysis.select.Selection;
import science.pipeline.schema.Schema;

class MenuTextTest {

    @Test
    void yamlAsInTheConfigurationIsUnderstood() {
        MenuText menu = read("""
                muons:
                  particle_type: {in: [muon, antimuon]}
                  pt: {min: 20, max: 50}
                  prescale: 10
                """);
        assertThat(menu.faults()).isEmpty();
        assertThat(menu.menu().selections())
                .containsExactly(new Selection(
                        "muons",
                        Map.of("particle_type", new OneOf(List.of("muon", "antimuon")), "pt", new Range(20, 50)),
                        10,
                        true));
    }

    @Test
    void namesAreTakenAsTheyAreWritten() {
        MenuText menu = read("""
                octal: {detector_id: {in: 012}}
                norway: {particle_type: {in: no}}
                listed: {detector_id: {in: [007, 1_000, 0x1F, 12:30, 1e3]}}
                on: {energy_gev: {min: 012}}
                """);
        assertThat(menu.faults()).isEmpty();
        assertThat(menu.menu().selections())
                .containsExactly(
                        new Selection("octal", Map.of("detector_id", new OneOf(List.of("012")))),
                        new Selection("norway", Map.of("particle_type", new OneOf(List.of("no")))),
                        new Selection(
                                "listed",
                                Map.of("detector_id", new OneOf(List.of("007", "1_000", "0x1F", "12:30", "1e3")))),
                        new Selection("on", Map.of("energy_gev", Range.atLeast(12))));
    }

    @Test
    void jsonIsUnderstoodToo() {
        assertThat(read("{\"high\": {\"energy_gev\": {\"min\": 100}}}").faults())
                .isEmpty();
    }

    @Test
    void allFaultsAreToldAtOnceEachWithPathFoundAndExpected() {
        MenuText menu = read("a: {ptt: {min: 1}, prescale: 0}\nB: {pt: {min: low}}\nall_events: {}\n");
        assertThat(menu.faults())
                .extracting(MenuText.Fault::path)
                .containsExactly(
                        "analytics.selections.a.ptt",
                        "analytics.selections.a.prescale",
                        "analytics.selections.B",
                        "analytics.selections.B.pt.min",
                        "analytics.selections.all_events");
        assertThat(menu.faults()).allSatisfy(fault -> {
            assertThat(fault.found()).isNotBlank();
            assertThat(fault.expected()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "muons",
                "[1, 2]",
                "muons: 5",
                "muons: {}",
                "muons:",
                "muons: {pt: {min: [5, 2]}}",
                "muons: {pt: {min: 1, min: 2}}",
                "muons: {detector_id: {in: ['a,b']}}",
                "muons: {detector_id: {in: []}}",
                "a: {pt: {min: 1}}\n---\nb: {pt: {min: 2}}",
                "windows: {pt: {min: 1}}",
                "muons: {pt: {min: [",
                "a: &a {pt: *a}",
                "!!javax.script.ScriptEngineManager [1]: {}",
                "a: {pt: {min: {min: {min: {min: {min: {min: {min: {min: 1}}}}}}}}}",
            })
    void whatIsNoMenuIsAFaultAndNothingElse(String text) {
        assertThat(read(text).faults()).isNotEmpty();
    }

    @Test
    void aMenuOfMoreSelectionsThanAnyoneWantsIsRefused() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= 100; i++) {
            text.append("s").append(i).append(": {pt: {min: 1}}\n");
        }
        assertThat(read(text.toString()).faults())
                .extracting(MenuText.Fault::found)
                .containsExactly("101 selections");
    }

    private static MenuText read(String text) {
        return MenuText.read(text, new Quantities(Schema.byDefault()));
    }
}
