package science.pipeline.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.dataset.sink.Setup;
import science.pipeline.engine.ConfigurationHash;
import science.pipeline.schema.Schema;

/** A host's other processes get the configuration as text, and come to the same one. */
class ConfigurationInWordsTest {

    @Test
    void theDefaultIsReadBack() {
        expectReadBack(Map.of());
    }

    @Test
    void allThatPeopleCanChooseIsReadBack() {
        expectReadBack(Map.ofEntries(
                Map.entry("analytics.selections[central].pt.min", "20"),
                Map.entry("analytics.selections[central].pt.max", "1e3"),
                Map.entry("analytics.selections[central].prescale", "7"),
                Map.entry("analytics.selections[muons].particle_type.in", "mu+,mu-"),
                Map.entry("analytics.selections[by_words].where", "pt > 20 && abs(eta) < 1.2"),
                Map.entry("analytics.selections[high_energy_events].enabled", "false"),
                Map.entry("analytics.selections[high_energy_events].energy_gev.min", "100"),
                Map.entry("analytics.detection.flags-per-million", "12.5"),
                Map.entry("analytics.detection.layers[energy_outlier]", "false"),
                Map.entry("analytics.detection.mass-shell.masses[tau+]", "1.77693"),
                Map.entry("analytics.detection.outliers[momentum_x].per", "none"),
                Map.entry("analytics.detection.rare-events[very_high_pt].pt.min", "2000"),
                Map.entry("analytics.detection.watch.minimum-windows", "9"),
                Map.entry("analytics.statistics.window", "2m"),
                Map.entry("analytics.statistics.measures[0]", "momentum_x"),
                Map.entry("analytics.statistics.measures[1]", "pt"),
                Map.entry("analytics.statistics.histograms[pairs].quantity", "pair_mass"),
                Map.entry("analytics.statistics.histograms[pairs].min", "60"),
                Map.entry("analytics.statistics.histograms[pairs].max", "120"),
                Map.entry("analytics.statistics.histograms[pairs].where.eta.max", "1")));
    }

    private static void expectReadBack(Map<String, String> keys) {
        AnalyticsProperties properties = new Binder(new MapConfigurationPropertySource(keys))
                .bindOrCreate("analytics", AnalyticsProperties.class);
        AnalysisConfiguration configuration = AnalysisBinding.configuration(properties, Schema.byDefault());
        Setup setup = ConfigurationHash.setup(configuration);
        AnalysisConfiguration read = AnalysisBinding.of(setup);
        assertThat(read.words()).isEqualTo(configuration.words());
        assertThat(read.menu()).isEqualTo(configuration.menu());
        assertThat(read.detection()).isEqualTo(configuration.detection());
        assertThat(read.statistics()).isEqualTo(configuration.statistics());
        assertThat(read.watch()).isEqualTo(configuration.watch());
    }
}
