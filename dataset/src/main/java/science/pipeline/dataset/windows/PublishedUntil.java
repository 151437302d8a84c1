package science.pipeline.dataset.windows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.ResultsFolder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far the windows of all partitions were published at a moment; kept beside the commits, in
 * {@code .commits/published.json}. It may be older than the truth, never newer; without it all windows are looked at.
 *
 * @param places by partition: what stands before was published
 * @param doneBefore windows that start before are done with, if something is published of them
 */
record PublishedUntil(Map<Integer, WindowPlace> places, long doneBefore) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Empty also where it cannot be understood. */
    static Optional<PublishedUntil> read(ResultsFolder folder) throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file(folder)), PublishedUntil.class));
        } catch (NoSuchFileException | JacksonException none) {
            return Optional.empty();
        }
    }

    void write(ResultsFolder folder) throws IOException {
        Durable.replace(file(folder), (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Path file(ResultsFolder folder) {
        return folder.commits().resolve("published.json");
    }
}
