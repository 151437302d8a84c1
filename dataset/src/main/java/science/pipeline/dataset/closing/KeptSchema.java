package science.pipeline.dataset.closing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaFault;
import science.pipeline.schema.SchemaYaml;

/**
 * The file {@code schema.yml} that a description has left in the results folder, or a person. While it says what the
 * events are it belongs to the dataset, and the manifest names it. It is never written here, nor taken away: its
 * comments are somebody's.
 */
final class KeptSchema {

    static final String NAME = "schema.yml";

    private KeptSchema() {}

    /** Whether a file is there and says this schema, in whatever words. */
    static boolean says(Path file, Schema schema) throws IOException {
        try {
            return SchemaYaml.read(NAME, Files.readString(file)).text().equals(schema.text());
        } catch (NoSuchFileException | SchemaFault another) {
            return false;
        }
    }
}
