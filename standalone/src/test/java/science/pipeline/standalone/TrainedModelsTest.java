package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analysis.onnx.OnnxModel;

/** README's own models: the script in notebooks trains them on rows of a run, and a run is tried with them. */
class TrainedModelsTest {

    private static final Path NOTEBOOKS =
            Path.of("../notebooks").toAbsolutePath().normalize();
    private static final long PATIENCE_MINUTES = 5;
    private static final String INPUTS = "energy_gev,pt,eta,mass";

    @TempDir
    private Path folder;

    @BeforeEach
    void train() throws Exception {
        Path log = folder.resolve("train.log");
        Process process = new ProcessBuilder(
                        NOTEBOOKS.resolve("train_model.py").toString(),
                        NOTEBOOKS.resolve("sample-results").toString(),
                        "--into",
                        folder.toString(),
                        "--inputs",
                        INPUTS)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(log, StandardCharsets.UTF_8);
        Assumptions.assumeFalse(said.contains("apt-get install"), said);
        assertThat(process.exitValue()).as(said).isZero();
    }

    @Test
    void bothAnswerAsTheLearnerItselfDoes() throws Exception {
        List<double[]> rows = Files.readAllLines(folder.resolve("model_scores.csv")).stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        assertThat(rows).hasSizeGreaterThan(400);
        assertAnswers(rows, "forest.onnx", 4);
        assertAnswers(rows, "autoencoder.onnx", 5);
    }

    private void assertAnswers(List<double[]> rows, String file, int column) throws Exception {
        OnnxModel model = OnnxModel.read(Files.readAllBytes(folder.resolve(file)), "", 4);
        double[][] inputs = new double[4][rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            for (int input = 0; input < 4; input++) {
                inputs[input][row] = rows.get(row)[input];
            }
        }
        double[] answers = new double[rows.size()];
        model.start().evaluate(inputs, rows.size(), answers);
        for (int row = 0; row < rows.size(); row++) {
            // The learner computes in double, its file holds float.
            assertThat(answers[row]).as("%s, row %d", file, row).isCloseTo(rows.get(row)[column], within(1e-5));
        }
    }

    @Test
    void aRunTriesOneAndFlagsWithTheOther() throws Exception {
        assertThat(BoundedRun.in(
                        folder,
                        "--producer.count=20000",
                        "--producer.partitions=1",
                        "--producer.synthetic.start=2026-01-16T10:00:00Z",
                        "--producer.synthetic.event-rate=500",
                        "--analytics.detection.models.forest.file=" + folder.resolve("forest.onnx"),
                        "--analytics.detection.models.forest.inputs=" + INPUTS,
                        "--analytics.detection.models.autoencoder.file=" + folder.resolve("autoencoder.onnx"),
                        "--analytics.detection.models.autoencoder.inputs=" + INPUTS,
                        "--analytics.detection.models.autoencoder.mode=flag"))
                .isZero();
        String manifest = Files.readString(folder.resolve("results/manifest.json"));
        assertThat(manifest)
                .containsPattern("forest: \\{file: [^,]*forest.onnx[^,]*, sha256: [0-9a-f\"\\\\]+")
                .containsPattern("autoencoder: \\{file: [^,]*autoencoder.onnx[^,]*, sha256: ")
                .contains("models.autoencoder")
                .doesNotContain("\"models.forest\"");
    }
}
