package science.pipeline.systemtest.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What the newest commits of a results folder say, read from outside while others write. */
public record Books(Path results) {

    private static final JsonFactory JSON = new JsonFactory();

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
            OptionalLong figure = newest(folder(partition), name);
            if (figure.isPresent()) {
                figures.put(partition, figure.getAsLong());
            }
        }
        return figures;
    }

    private Path folder(int partition) {
        return results.resolve(".commits/p%02d".formatted(partition));
    }

    private static OptionalLong newest(Path folder, String name) {
        while (true) {
            Optional<Path> newest = newestIn(folder);
            if (newest.isEmpty()) {
                return OptionalLong.empty();
            }
            try (InputStream commit = Files.newInputStream(newest.get());
                    JsonParser json = JSON.createParser(ObjectReadContext.empty(), commit)) {
                return OptionalLong.of(figure(json, name));
            } catch (NoSuchFileException pruned) {
                // look again for its successor
            } catch (IOException | JacksonException unreadable) {
                throw new AssertionError(unreadable);
            }
        }
    }

    /** Of the commit itself; its states, which are long, come behind it and are not read: many ask many times. */
    private static long figure(JsonParser json, String name) {
        for (int depth = 0; ; ) {
            JsonToken token = json.nextToken();
            if (token == null) {
                throw new AssertionError("found no " + name + " in a commit");
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 2
                    && token == JsonToken.PROPERTY_NAME
                    && json.currentName().equals(name)) {
                json.nextToken();
                return json.getLongValue();
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
