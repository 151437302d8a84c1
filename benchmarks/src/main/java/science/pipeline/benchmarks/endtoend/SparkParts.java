package science.pipeline.benchmarks.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;

/** How the Spark job is started, and the plain one beside it. Both in one JVM with two tasks at a time. */
final class SparkParts {

    private static final Path TARGET = Path.of("spark-job", "target");

    /** Spark refuses less than 472 MB. */
    private static final String HEAP = "-Xmx1g";

    private SparkParts() {}

    /** Ours. A batch is one commit, so that is how often its count grows. */
    static Drainer job(Cluster cluster, String topic, Path folder, String batch) {
        ChildProcess process = ChildProcess.java(
                log(folder),
                List.of(
                        HEAP,
                        "-jar",
                        jar().toString(),
                        "--spring.kafka.bootstrap-servers=" + cluster.bootstrapServers,
                        "--analytics.topic=" + topic,
                        "--analytics.results-dir=" + folder,
                        "--analytics.final-dataset=request",
                        "--spark-job.max-records-per-batch=" + batch));
        return new Drainer(process, () -> committed(folder));
    }

    /** The plain one; it is among the job's tests, as it wants the job's libraries. */
    static Drainer plain(Cluster cluster, String topic, Path folder, String batch) {
        List<String> command = new ArrayList<>(List.of(HEAP));
        command.addAll(opened());
        command.addAll(List.of(
                "-cp",
                String.join(
                        java.io.File.pathSeparator,
                        TARGET.resolve("test-classes").toString(),
                        TARGET.resolve("classes").toString(),
                        TARGET.resolve("lib") + "/*"),
                "science.pipeline.spark.plain.PlainJob",
                cluster.bootstrapServers,
                topic,
                folder.toString(),
                batch));
        ChildProcess process = ChildProcess.java(log(folder), command);
        return new Drainer(process, () -> Drainer.printedCount(process));
    }

    private static Path log(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }

    private static Path jar() {
        Path jar = TARGET.resolve("spark-job.jar");
        if (!Files.isRegularFile(jar)) {
            throw new InvalidOption("found no " + jar.toAbsolutePath()
                    + ", expected the built job: run ./mvnw -Drun=spark -DskipTests package");
        }
        return jar;
    }

    /** Where Spark reaches into the JDK, as the job's jar says it. */
    private static List<String> opened() {
        try (JarFile jar = new JarFile(jar().toFile())) {
            String opened = jar.getManifest().getMainAttributes().getValue("Add-Opens");
            List<String> options = new ArrayList<>();
            for (String packageName : opened.split(" ")) {
                options.add("--add-opens=" + packageName + "=ALL-UNNAMED");
            }
            return options;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long committed(Path folder) {
        if (!Files.isDirectory(folder.resolve(".commits"))) {
            return 0;
        }
        try {
            long received = 0;
            for (Commit commit : ResultsFolder.existing(folder).newestBooks()) {
                received += commit.counts().received();
            }
            return received;
        } catch (IOException changing) {
            return 0;
        }
    }
}
