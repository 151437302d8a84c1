package science.pipeline.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtEnvironment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.onnx.Model;
import science.pipeline.analysis.onnx.ModelFault;
import science.pipeline.analysis.onnx.OnnxModel;

/** Models evaluated by onnxruntime from its own jar, which the tests have for an oracle. */
class OnnxRuntimeTest {

    private static final Path AUTOENCODER = Path.of("../analysis/src/test/resources/onnx/pytorch-autoencoder.onnx");
    private static final int INPUTS = 8;

    private static Model.Reader runtime() throws Exception {
        return OnnxRuntime.of(Path.of(OrtEnvironment.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString());
    }

    @Test
    void itsAnswersAreThoseOfOurOwnEvaluatorButForTheLastBits() throws Exception {
        byte[] file = Files.readAllBytes(AUTOENCODER);
        Random random = new Random(1);
        double[][] columns = new double[INPUTS][1000];
        for (double[] column : columns) {
            for (int event = 0; event < column.length; event++) {
                column[event] = random.nextGaussian();
            }
        }
        double[] found = new double[1000];
        double[] own = new double[1000];
        runtime().read(file, "error", INPUTS).start().evaluate(columns, 1000, found);
        OnnxModel.read(file, "error", INPUTS).start().evaluate(columns, 1000, own);
        for (int event = 0; event < own.length; event++) {
            assertThat(found[event]).isCloseTo(own[event], within(1e-5 * Math.max(1, own[event])));
        }
    }

    @Test
    void whatItRefusesIsToldInASentence() throws Exception {
        byte[] none = "no model".getBytes(StandardCharsets.UTF_8);
        Model.Reader runtime = runtime();
        assertThatThrownBy(() -> runtime.read(none, "", INPUTS))
                .isInstanceOf(ModelFault.class)
                .hasMessageStartingWith("found what onnxruntime refuses (");
        byte[] file = Files.readAllBytes(AUTOENCODER);
        assertThatThrownBy(() -> runtime.read(file, "", INPUTS - 1)).isInstanceOf(ModelFault.class);
        assertThatThrownBy(() -> runtime.read(file, "mistake", INPUTS)).hasMessageContaining("no output 'mistake'");
    }

    @Test
    void withoutItsJarTheKeyIsNamed() {
        assertThatThrownBy(() -> OnnxRuntime.of("nowhere.jar"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("detection.onnxruntime: found 'nowhere.jar', no file at ");
    }
}
