package science.pipeline.systemtest.guarantee;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import science.pipeline.systemtest.process.Analytics;
import science.pipeline.systemtest.process.Books;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The dataset is that of an undisturbed, single-threaded run over the same topic: the same rows, flags, scores and
 * selections byte for byte, the same rejects, equal statistics.
 */
public final class SameAsGoldenRun implements Guarantee {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PATIENCE_SECONDS = 600;

    @Override
    public void doAssert(Aftermath aftermath) throws Exception {
        Path golden = run(aftermath);
        List<String> differences = new ArrayList<>();
        for (String name : names(golden, aftermath.setup().results())) {
            compare(name, golden, aftermath.setup().results(), differences);
        }
        for (int partition : new Books(golden).nextOffsets().keySet()) {
            if (!rejects(golden, partition).equals(rejects(aftermath.setup().results(), partition))) {
                differences.add("the rejects of partition " + partition + " differ");
            }
        }
        aftermath.count("differences", differences.size());
        if (!differences.isEmpty()) {
            throw new AssertionError(
                    "not the same as the golden run in " + golden + ":\n" + String.join("\n", differences));
        }
    }

    private static Path run(Aftermath aftermath) {
        Path folder = aftermath.setup().results().resolveSibling("golden");
        Analytics.Setup setup = aftermath
                .setup()
                .withFault("")
                .into(
                        folder,
                        aftermath.setup().group() + "-golden",
                        "--spring.kafka.listener.concurrency=1",
                        "--pipeline.exit-when-drained=true",
                        "--pipeline.idle-timeout=500ms");
        try (Analytics golden = Analytics.start("golden", setup, aftermath.logs())) {
            if (golden.awaitExit(PATIENCE_SECONDS) != 0) {
                throw new AssertionError("the golden run failed; " + golden.tail());
            }
        }
        return folder;
    }

    /** Final files, statistics and alarms of either folder. */
    private static TreeSet<String> names(Path... folders) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(Files::isRegularFile)
                        .map(file -> folder.relativize(file).toString())
                        .filter(name -> !name.startsWith("."))
                        .filter(name -> name.matches(".*_final\\.(csv|parquet)|statistics.*|detector_alarms\\.json"))
                        .forEach(names::add);
            }
        }
        return names;
    }

    private static void compare(String name, Path golden, Path found, List<String> differences) throws IOException {
        Path one = golden.resolve(name);
        Path other = found.resolve(name);
        if (!Files.exists(one) || !Files.exists(other)) {
            differences.add(name + " is missing in " + (Files.exists(one) ? found : golden));
        } else if (name.startsWith("statistics")) {
            if (!statistics(one).equals(statistics(other))) {
                differences.add(name + " differs: " + other + " from " + one);
            }
        } else {
            long at = Files.mismatch(one, other);
            if (at >= 0) {
                differences.add(name + " differs from byte " + at + " on");
            }
        }
    }

    /** A window, or one a line. How often one was written is no part of its statistics. */
    private static List<ObjectNode> statistics(Path file) throws IOException {
        List<ObjectNode> windows = new ArrayList<>();
        for (String json :
                file.toString().endsWith(".jsonl") ? Files.readAllLines(file) : List.of(Files.readString(file))) {
            ObjectNode window = (ObjectNode) JSON.readTree(json);
            window.remove("revision");
            windows.add(window);
        }
        return windows;
    }

    private static List<String> rejects(Path results, int partition) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : DatasetRows.files(results, "rejected", partition)) {
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }
}
