package science.pipeline.systemtest.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import science.pipeline.systemtest.process.Analytics;

/**
 * The results folder is moved while it is written, and comes back. Whatever stands in its place meanwhile is spared.
 */
public record FolderGone(Place place) implements Fault {

    /** What stands there meanwhile. */
    public enum Place {
        NOTHING,
        EMPTY_FOLDER,
        OTHER_DATASET
    }

    @Override
    public String name() {
        return "folder-moved";
    }

    @Override
    public Optional<Duration> strike(Scene scene) throws IOException {
        scene.untilAllAtWork(); // whoever starts while another dataset lies there is refused
        scene.letSomeRecordsPass();
        Path results = scene.setup.results();
        Path aside = results.resolveSibling("results-moved");
        Scene.Recovery recovery = scene.strike();
        Files.move(results, aside);
        put(results, aside);
        List<String> before = files(results);
        for (Analytics instance : scene.instances()) {
            scene.until("readiness of " + instance.name() + " down", () -> instance.readiness() == 503);
        }
        if (!files(results).equals(before)) {
            throw new AssertionError(
                    "in the place of the results folder there was " + before + ", now there is " + files(results));
        }
        delete(results);
        Files.move(aside, results);
        return Optional.of(recovery.await());
    }

    private void put(Path results, Path aside) throws IOException {
        if (place != Place.NOTHING) {
            Files.createDirectory(results);
        }
        if (place == Place.OTHER_DATASET) {
            String identity = Files.readString(aside.resolve(".commits/dataset.json"));
            Files.createDirectory(results.resolve(".commits"));
            Files.writeString(
                    results.resolve(".commits/dataset.json"),
                    identity.replaceFirst("\"dataset\":\"[0-9a-f]{4}", "\"dataset\":\"0000"));
        }
    }

    /** What belongs to a dataset in the folder; what is only tried there, and gone at once, does not. */
    private static List<String> files(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.endsWith(".tmp"))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException goneMeanwhile) {
            return files(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
