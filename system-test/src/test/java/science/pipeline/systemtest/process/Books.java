package science.pipeline.systemtest.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the newest commits of a results folder say, read from outside while others write. */
public record Books(Path results) {

    private static final JsonMapper JSON = new JsonMapper();

    /** By partition, the next offset that is not committed. */
    public Map<Integer, Long> nextOffsets() {
        return figures("nextOffset");
    }

    /** By partition, the epoch of its owner. */
    public Map<Integer, Long> epochs() {
        return figures("epoch");
    }

    /** How many records are committed in all. */
    public long total() {
        return nextOffsets().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The newest commit file of a partition. */
    public Path newest(int partition) {
        return newestIn(results.resolve(".commits/p%02d".formatted(partition)))
                .orElseThrow(() -> new AssertionError("no commit of partition " + partition + " in " + results));
    }

    private Map<Integer, Long> figures(String name) {
        Map<Integer, Long> figures = new TreeMap<>();
        for (int partition = 0; Files.isDirectory(folder(partition)); partition++) {
            Optional<JsonNode> commit = newestCommit(folder(partition));
            if (commit.isPresent()) {
                figures.put(partition, commit.get().path(name).asLong());
            }
        }
        return figures;
    }

    private Path folder(int partition) {
        return results.resolve(".commits/p%02d".formatted(partition));
    }

    private static Optional<JsonNode> newestCommit(Path folder) {
        while (true) {
            Optional<Path> newest = newestIn(folder);
            if (newest.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(
                        JSON.readTree(Files.readAllBytes(newest.get())).path("commit"));
            } catch (NoSuchFileException pruned) {
                // look again for its successor
            } catch (IOException unreadable) {
                throw new AssertionError(unreadable);
            }
        }
    }

    private static Optional<Path> newestIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).max(Path::compareTo);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
