package science.pipeline.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A JVM of its own. */
final class Java implements AutoCloseable {

    /** The root of the project, from the folder of this module. */
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** They share two cores, and end before a better compiler would pay. */
    static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly)));
    }

    private final String name;
    private final Process process;
    private final Path log;

    /** @param folder that it works in; its log lies there, under its name */
    Java(String name, Path folder, Path java, List<String> arguments) {
        this(name, folder, Map.of(), java, arguments);
    }

    /** @param environment variables beside those of this process */
    Java(String name, Path folder, Map<String, String> environment, Path java, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(SHORT_LIVED);
        command.addAll(arguments);
        this.name = name;
        this.log = folder.resolve(name + ".log");
        try {
            Files.createDirectories(folder);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            this.process = builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        ALIVE.add(process);
        process.onExit().thenAccept(ALIVE::remove);
    }

    /** One of the same version as this. */
    static Path here() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Processes that it has started. */
    List<ProcessHandle> children() {
        return process.children().toList();
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** As the command {@code kill} names it. */
    static void signal(ProcessHandle process, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    /** Waits until it has printed a line with all of these words. */
    void awaitSaid(String... words) {
        while (output().lines().noneMatch(line -> Stream.of(words).allMatch(line::contains))) {
            if (!isAlive()) {
                throw new AssertionError("ended without a word of " + List.of(words) + ": " + tail());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    int exitCode(int seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new AssertionError(name + " did not end within " + seconds + " s; " + tail());
            }
            return process.exitValue();
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String tail() {
        String output = output();
        return log + " ends:\n" + output.substring(Math.max(0, output.length() - 3000));
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
