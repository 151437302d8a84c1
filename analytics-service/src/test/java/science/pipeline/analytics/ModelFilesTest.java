package science.pipeline.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.detect.ModelSettings;
import science.pipeline.analysis.onnx.OnnxModel;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.dataset.sink.Setup;
import science.pipeline.engine.ConfigurationHash;
import science.pipeline.schema.Schema;

/** Own models in the configuration of the service. */
class ModelFilesTest {

    private static final String KEY = "analytics.detection.models.autoencoder.";
    private static final Path AUTOENCODER = Path.of("../analysis/src/test/resources/onnx/pytorch-autoencoder.onnx");
    private static final String INPUTS = "energy_gev,momentum_x,momentum_y,momentum_z,p,pt,eta,mass";

    @TempDir
    Path folder;

    private static AnalysisConfiguration configuration(Map<String, String> keys) {
        AnalyticsProperties properties = new Binder(new MapConfigurationPropertySource(keys))
                .bindOrCreate("analytics", AnalyticsProperties.class);
        return AnalysisBinding.configuration(properties, Schema.byDefault());
    }

    private static AnalysisConfiguration with(Path file) {
        return configuration(Map.of(KEY + "file", file.toString(), KEY + "inputs", INPUTS));
    }

    @Test
    void byDefaultAModelIsTried() {
        ModelSettings model = with(AUTOENCODER).detection().models().get("autoencoder");
        assertThat(model.mode()).isEqualTo(ModelSettings.Mode.SHADOW);
        assertThat(model.odd()).isEqualTo(ModelSettings.Odd.HIGH);
        assertThat(model.runtime()).isEqualTo(ModelSettings.Runtime.OWN);
        assertThat(model.inputs()).isEqualTo(List.of(INPUTS.split(",")));
    }

    @Test
    void theHashOfTheConfigurationFollowsTheBytesOfTheFile() throws Exception {
        Path file = Files.copy(AUTOENCODER, folder.resolve("model.onnx"));
        String before = ConfigurationHash.of(with(file));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1]++; // the version of an operator set, which changes nothing that is computed
        Files.write(file, bytes);
        assertThat(ConfigurationHash.of(with(file))).isNotEqualTo(before);
        assertThat(before).isNotEqualTo(ConfigurationHash.of(configuration(Map.of())));
    }

    @Test
    void itsWordsAreReadAsTheSameConfiguration() {
        Setup setup = ConfigurationHash.setup(with(AUTOENCODER));
        assertThat(ConfigurationHash.setup(AnalysisBinding.of(setup))).isEqualTo(setup);
    }

    @Test
    void aFileThatIsNotThereOrTooLargeIsRefusedWithItsKey() throws Exception {
        assertThatThrownBy(() -> with(folder.resolve("none.onnx")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("analytics.detection.models.autoencoder.file: found '")
                .hasMessageContaining("no file at");
        Path large = Files.write(folder.resolve("large.onnx"), new byte[OnnxModel.MOST_BYTES + 1]);
        assertThatThrownBy(() -> with(large)).hasMessageContaining("large.onnx of 33554433 bytes");
    }
}
