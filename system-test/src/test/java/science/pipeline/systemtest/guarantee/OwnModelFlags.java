package science.pipeline.systemtest.guarantee;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A model of one's own has had its say: without a flag of it the trial would tell nothing of its state. */
public final class OwnModelFlags implements Guarantee {

    private static final String NAME = "forest";

    private static final Path FILE =
            Path.of("..", "analysis", "src", "test", "resources", "onnx", "sklearn-isolation-forest.onnx");

    /** What the service is started with. */
    public static List<String> arguments() {
        String model = "--analytics.detection.models." + NAME;
        return List.of(
                model + ".file=" + FILE.toAbsolutePath().normalize(),
                model + ".inputs=energy_gev,momentum_x,momentum_y,momentum_z,p,pt,eta,phi",
                model + ".mode=flag",
                "--analytics.detection.flags-per-million=10000");
    }

    @Override
    public void doAssert(Aftermath aftermath) throws IOException {
        try (Stream<String> rows = Files.lines(aftermath.setup().results().resolve("anomalies_final.csv"))) {
            long flagged =
                    rows.filter(row -> row.contains("models." + NAME + ":")).count();
            aftermath.count("flagged by the model", flagged);
            if (flagged == 0) {
                throw new AssertionError("the model has a part in no flag");
            }
        }
    }
}
