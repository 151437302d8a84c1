package science.pipeline.dataset.commit;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the partitions begin that the topic had when its dataset began, {@code .commits/start.json}. Decided once for
 * all of them, before the first commit: "the end of the topic" found later, after a crash or by another instance, would
 * leave out what came meanwhile. A partition that came later is not among them, and begins at its own beginning.
 *
 * @param offsets by partition; empty where each begins at its beginning
 */
public record StartOffsets(Map<Integer, Long> offsets) {

    private static final String NAME = "start.json";
    private static final JsonMapper JSON = new JsonMapper();

    /** Each begins at its beginning. */
    public static final StartOffsets NONE = new StartOffsets(Map.of());

    public StartOffsets {
        offsets = Map.copyOf(offsets);
    }

    /**
     * Those of the folder.
     *
     * @param now what they are if the dataset begins now
     */
    public static StartOffsets of(ResultsFolder folder, Supplier<Map<Integer, Long>> now) throws IOException {
        // In this order: another instance writes the file before its first commit.
        boolean begins = folder.partitions().isEmpty();
        Path file = folder.commits().resolve(NAME);
        if (Files.exists(file)) {
            return read(file);
        }
        StartOffsets fresh = new StartOffsets(begins ? now.get() : Map.of());
        return fresh.offsets.isEmpty() ? fresh : fresh.write(folder, file);
    }

    /** Has one dataset begin where another one did, in partitions of which neither has a record. */
    public static void copy(ResultsFolder from, ResultsFolder into) throws IOException {
        Path file = from.commits().resolve(NAME);
        Path copy = into.commits().resolve(NAME);
        if (Files.exists(file) && !Files.exists(copy)) {
            read(file).write(into, copy);
        }
    }

    private StartOffsets write(ResultsFolder folder, Path file) throws IOException {
        Path temporary = folder.commits().resolve(UUID.randomUUID() + ".tmp");
        try {
            Durable.write(temporary, bytes());
            Files.createLink(file, temporary);
            Durable.syncFolder(folder.commits());
            return this;
        } catch (FileAlreadyExistsException anotherInstanceWasFaster) {
            return read(file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static StartOffsets read(Path file) throws IOException {
        return read(Files.readAllBytes(file));
    }

    /** As they stand in their file. */
    public byte[] bytes() {
        return JSON.writeValueAsBytes(this);
    }

    /** Those that stand in a file. */
    public static StartOffsets read(byte[] file) {
        return JSON.readValue(file, StartOffsets.class);
    }
}
