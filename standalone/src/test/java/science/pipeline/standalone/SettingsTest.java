package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.select.Selection;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.broker.BrokerProperties;
import science.pipeline.producer.ProducerProperties;

/** The one-command run obeys the files of all three modules, and none upsets another. */
@ExtendWith(OutputCaptureExtension.class)
class SettingsTest {

    @Test
    void theFilesOfAllPartsAreRead() {
        try (ConfigurableApplicationContext settings = Part.settings(new String[0])) {
            assertThat(settings.getEnvironment().getProperty("broker.data-dir")).isEqualTo("data/broker");
            assertThat(settings.getEnvironment().getProperty("producer.rate")).isEqualTo("1000");
            assertThat(settings.getBean(AnalysisConfiguration.class).menu().enabled())
                    .extracting(Selection::name)
                    .containsExactly("high_energy_events");
        }
    }

    @Test
    void theCommandLineWins() {
        String[] arguments = {"--broker.port=1234", "--producer.rate=5", "--analytics.results-dir=elsewhere"};
        try (ConfigurableApplicationContext settings = Part.settings(arguments)) {
            assertThat(settings.getBean(BrokerProperties.class).port()).isEqualTo(1234);
            assertThat(settings.getBean(ProducerProperties.class).rate()).isEqualTo(5);
            assertThat(settings.getBean(AnalyticsProperties.class).resultsDir()).hasToString("elsewhere");
        }
    }

    @Test
    void aProfileOfTheProducerIsFound() {
        try (ConfigurableApplicationContext settings =
                Part.settings(new String[] {"--spring.profiles.active=cms-dilepton"})) {
            assertThat(settings.getBean(ProducerProperties.class).replay().particlesPerRow())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "broker.prot",
                "producer.raet",
                "analytics.result-dir",
                "analytics.selections.muons.ptt.min",
                "pipeline.exit-when-draned"
            })
    void aMisspeltKeyOfAnyPartIsNamedBeforeAnythingStarts(String key, CapturedOutput output) {
        assertThatThrownBy(() -> Part.settings(new String[] {"--" + key + "=1"}))
                .isInstanceOf(StartFailure.class);
        assertThat(output.getOut()).contains(key.replaceFirst("\\.min$", "")).doesNotContain("\tat ");
    }
}
