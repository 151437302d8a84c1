package science.pipeline.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.ConditionKeys;
import science.pipeline.analysis.select.Selection;
import science.pipeline.schema.Schema;

/** Conditions as people write them in YAML. */
class ConditionKeysTest {

    @Test
    void rangesAndListsAreReadFromYaml() throws Exception {
        Selection selection = only("""
                analytics.selections:
                  central_muons:
                    particle_type: {in: [muon, electron]}
                    pt: {min: 20}
                    eta: {min: -0.9, max: 0.9}
                    prescale: 10
                """);

        assertThat(selection.name()).isEqualTo("central_muons");
        assertThat(selection.prescale()).isEqualTo(10);
        assertThat(selection.conditions())
                .containsOnly(
                        Map.entry("particle_type", new Condition.OneOf(List.of("muon", "electron"))),
                        Map.entry("pt", new Condition.Range(20, Double.POSITIVE_INFINITY)),
                        Map.entry("eta", new Condition.Range(-0.9, 0.9)));
    }

    @Test
    void anExpressionIsReadFromYaml() throws Exception {
        Selection selection = only("""
                analytics.selections:
                  central_tracks: {where: "pt > 20 && particle_type in ['muon', 'pion']", eta: {max: 1}}
                """);
        assertThat(selection.conditions())
                .containsOnly(
                        Map.entry("where", new Condition.Where("pt > 20 && particle_type in [\"muon\", \"pion\"]")),
                        Map.entry("eta", new Condition.Range(Double.NEGATIVE_INFINITY, 1)));
    }

    @Test
    void aListMayBeWrittenWithCommas() throws Exception {
        Selection selection = only("analytics.selections.pair.detector_id.in: DET_001, DET_002");
        assertThat(selection.conditions()).containsValue(new Condition.OneOf(List.of("DET_001", "DET_002")));
    }

    @Test
    void aRangeAndAListTogetherAreRefused() {
        assertThatThrownBy(() -> ConditionKeys.parse("here", Map.of("pt.min", "1", "pt.in", "2")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("either min and max, or in");
    }

    @Test
    void aListBesideItsElementsIsRefused() {
        assertThatThrownBy(() -> ConditionKeys.parse(
                        "here", new TreeMap<>(Map.of("detector_id.in", "a", "detector_id.in[0]", "b"))))
                .isInstanceOf(InvalidSetting.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d", "0x1p3", "1_000", "12:30", "٣", "NaN", "Infinity", "", "1e999", "5,2"})
    void aNumberIsWhatEverybodyTakesForOne(String text) {
        assertThatThrownBy(() -> ConditionKeys.parse("here", Map.of("pt.min", text)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("here.pt.min: found '" + text + "', expected a number");
    }

    private static Selection only(String yaml) throws Exception {
        StandardEnvironment environment = new StandardEnvironment();
        SpringFactoriesLoader.loadFactories(PropertySourceLoader.class, null)
                .get(0) // as a start asks it
                .load("yaml", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                .forEach(environment.getPropertySources()::addFirst);
        AnalyticsProperties properties = Binder.get(environment).bindOrCreate("analytics", AnalyticsProperties.class);
        return AnalysisBinding.configuration(properties, Schema.byDefault()).menu().selections().stream()
                .filter(selection -> !selection.name().equals("high_energy_events"))
                .findFirst()
                .orElseThrow();
    }
}
