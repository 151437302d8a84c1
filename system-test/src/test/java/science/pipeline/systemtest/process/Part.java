package science.pipeline.systemtest.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A part as it is started here: its jar, unpacked by itself, and an archive of its classes as a first start has loaded
 * them. A start takes less than half of the processor time that it takes from the jar, and there are hundreds of them.
 */
final class Part {

    /** Small, because six of them share two cores. */
    private static final List<String> JAVA = List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx320m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xlog:cds=off,cds+dynamic=off");

    private static final Map<String, Part> PARTS = new ConcurrentHashMap<>();

    private final Path jar;
    private final Path classes;

    private Part(Path folder, String name) {
        this.jar = folder.resolve(name + "-exec.jar");
        this.classes = folder.resolve(name + ".jsa");
    }

    /** The part of this name, made ready the first time. */
    static Part of(String name) {
        return PARTS.computeIfAbsent(name, Part::unpack);
    }

    /** Makes parts ready in the background; whoever needs one of them sooner waits for it. */
    static void makeReady(String... names) {
        Thread unpacking = new Thread(() -> List.of(names).forEach(Part::of), "unpacking");
        unpacking.setDaemon(true);
        unpacking.start();
    }

    private static Part unpack(String name) {
        Path folder = Settings.folder().resolve("parts").resolve(name);
        Part part = new Part(folder, name);
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(part.classes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        String jar = Settings.jar(name).toString();
        run(folder, List.of("-Djarmode=tools", "-jar", jar, "extract", "--force", "--destination", folder.toString()));
        run(
                folder,
                List.of(
                        "-XX:ArchiveClassesAtExit=" + part.classes,
                        "-Dspring.context.exit=onRefresh",
                        "-jar",
                        part.jar.toString()));
        return part;
    }

    private static void run(Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>(JAVA);
        command.addAll(arguments);
        Path log = folder.resolve("unpacking.log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(
                        String.join(" ", command) + " ended with " + code + ", expected 0; see " + log);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopping);
        }
    }

    /** The command that starts it by another Java, which has no use for the archive. */
    List<String> commandBy(Path java, List<String> arguments) {
        List<String> command = new ArrayList<>(JAVA);
        command.set(0, java.toString());
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }

    /** The command that starts it. */
    List<String> command(List<String> jvm, List<String> arguments) {
        List<String> command = new ArrayList<>(JAVA);
        command.add("-XX:SharedArchiveFile=" + classes);
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }
}
