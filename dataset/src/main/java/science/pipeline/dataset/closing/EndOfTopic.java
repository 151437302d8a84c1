package science.pipeline.dataset.closing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.ResultsFolder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the topic ended when reading ended there, {@code .commits/end.json}: for whoever builds the final dataset
 * later, without Kafka. It holds for the books that stand there, and for no others.
 *
 * @param nextOffsets by partition, what would have come next
 */
record EndOfTopic(Map<Integer, Long> nextOffsets) {

    private static final String NAME = "end.json";
    private static final JsonMapper JSON = new JsonMapper();

    /** Notes that the topic holds nothing behind these books. */
    static void note(ResultsFolder folder, List<Commit> commits) throws IOException {
        String json = JSON.writeValueAsString(new EndOfTopic(offsets(commits))) + "\n";
        Durable.replace(file(folder), json.getBytes(StandardCharsets.UTF_8));
        Durable.syncFolder(folder.commits());
    }

    /** Whether the topic held nothing behind these books. */
    static boolean isAt(ResultsFolder folder, List<Commit> commits) throws IOException {
        try {
            EndOfTopic noted = JSON.readValue(Files.readAllBytes(file(folder)), EndOfTopic.class);
            return noted.nextOffsets.equals(offsets(commits));
        } catch (NoSuchFileException | JacksonException none) {
            return false;
        }
    }

    private static Map<Integer, Long> offsets(List<Commit> commits) {
        return commits.stream()
                .collect(Collectors.toMap(Commit::partition, Commit::nextOffset, (a, b) -> b, TreeMap::new));
    }

    private static Path file(ResultsFolder folder) {
        return folder.commits().resolve(NAME);
    }
}
