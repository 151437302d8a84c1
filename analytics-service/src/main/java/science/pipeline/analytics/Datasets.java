package science.pipeline.analytics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import science.pipeline.dataset.commit.ResultsFolder;

/** Where the commands that read a dataset find it. */
public interface Datasets {

    /** Results folders of this machine. */
    Datasets FOLDERS = place -> {
        Path folder = Path.of(place);
        return Files.isDirectory(folder) ? ResultsFolder.existing(folder) : null;
    };

    /**
     * A dataset by the place that people name.
     *
     * @return null if there is none
     * @throws science.pipeline.dataset.sink.Refusal when it is damaged
     */
    @Nullable ResultsFolder find(String place) throws IOException;

    /** Whether the final files belong there, so that one without them is not up to date. */
    default boolean hasFinalFiles(String place) {
        return true;
    }
}
