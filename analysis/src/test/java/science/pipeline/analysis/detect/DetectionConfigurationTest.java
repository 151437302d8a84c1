package science.pipeline.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.Condition.OneOf;
import science.pipeline.analysis.quantity.Condition.Range;
import science.pipeline.analysis.quantity.Condition.Where;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

class DetectionConfigurationTest {

    private static final DetectionConfiguration DEFAULTS = DetectionConfiguration.defaults();

    private static DetectionConfiguration withRule(String name, Map<String, Condition> conditions) {
        return new DetectionConfiguration(
                100, Map.of(), DEFAULTS.warmUp(), DEFAULTS.massShell(), Map.of(name, conditions));
    }

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        assertThat(DEFAULTS.flagsPerMillion()).isEqualTo(100);
        assertThat(DEFAULTS.warmUp()).isEqualTo(400);
        assertThat(DEFAULTS.massShell().resolution()).isEqualTo(0.015);
        assertThat(DEFAULTS.massShell().muteAbove()).isEqualTo(0.25);
        assertThat(DEFAULTS.massShell().masses())
                .containsOnlyKeys("muon", "electron", "photon", "proton", "pion", "kaon", "neutron");
        assertThat(DEFAULTS.rareEvents()).isEmpty();
        assertThat(DetectionConfiguration.LAYERS)
                .containsExactly(
                        "mass_shell",
                        "energy_outlier",
                        "direction",
                        "eta_range",
                        "exact_repeat",
                        "burst",
                        "wrong_time",
                        "sent_again",
                        "digits",
                        "rare_name",
                        "shift",
                        "unusual_combination");
    }

    @Test
    void namesOfRulesAreKnownBeforeTheyAppear() {
        DetectionConfiguration configuration = withRule(
                "odd",
                Map.of("particle_type", new OneOf(List.of("tachyon")), "detector_id", new OneOf(List.of("DET_007"))));

        assertThat(configuration.names(new Quantities(Schema.byDefault())))
                .isEqualTo(Map.of("particle_type", Set.of("tachyon"), "detector_id", Set.of("DET_007")));
    }

    @Test
    void aRuleMayBeAnExpressionButNeverOfTheTruthLabelHoweverItIsHidden() {
        Schema schema = SchemaYaml.read("s.yml", """
                name: s
                fields:
                  energy: {type: number, role: energy}
                  odd:    {type: boolean, role: label}
                quantities:
                  hidden: "odd ? 1 : 0"
                """);
        Quantities quantities = new Quantities(schema);
        withRule("fast", Map.of("where", new Where("energy > 3"))).checked(quantities);
        for (String expression : List.of("odd", "energy > 3 && hidden > 0", "!has(hidden)")) {
            assertThatThrownBy(() -> withRule("fast", Map.of("where", new Where(expression)))
                            .checked(quantities))
                    .isInstanceOf(InvalidSetting.class)
                    .hasMessageStartingWith("detection.rare-events.fast.where: found the truth label");
        }
        assertThatThrownBy(() ->
                        withRule("fast", Map.of("hidden", Range.atLeast(1))).checked(quantities))
                .hasMessageStartingWith("detection.rare-events.fast.hidden: found the truth label");
    }

    @Test
    void whatMakesNoSenseIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> new DetectionConfiguration(0, Map.of(), 400, DEFAULTS.massShell(), Map.of()))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("detection.flags-per-million: found 0.0, expected above 0");
        assertThatThrownBy(() ->
                        new DetectionConfiguration(100, Map.of("bursts", true), 400, DEFAULTS.massShell(), Map.of()))
                .hasMessageContaining("detection.layers: found the unknown layer 'bursts', expected one of mass_shell");
        assertThatThrownBy(() -> new MassShellSettings(0, 0.25, Map.of()))
                .hasMessageContaining("detection.mass-shell.resolution");
        assertThatThrownBy(() -> new MassShellSettings(0.01, 0.25, Map.of("muon", -1.0)))
                .hasMessageContaining("detection.mass-shell.masses.muon");
    }

    @Test
    void rulesThatCannotWorkAreRefused() {
        assertThatThrownBy(() -> withRule("everything", Map.of()))
                .hasMessageContaining("detection.rare-events.everything: found no condition");
        assertThatThrownBy(() -> withRule("Bad-Name", Map.of("pt", new Range(1, 2))))
                .hasMessageContaining("the name 'Bad-Name'");
        assertThatThrownBy(() -> withRule("labelled", Map.of("is_anomaly", new OneOf(List.of("true"))))
                        .checked(new Quantities(Schema.byDefault())))
                .hasMessageContaining("the truth label");
        assertThatThrownBy(() ->
                        withRule("fast", Map.of("speed", new Range(1, 2))).checked(new Quantities(Schema.byDefault())))
                .hasMessageContaining("unknown quantity 'speed'");
    }
}
