package science.pipeline.benchmarks.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM under measurement: its processor time, its memory, and the last line that it has printed. */
final class ChildProcess implements AutoCloseable {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path log;
    private volatile String lastLine = "";

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts {@code java} with the given arguments.
     *
     * @param log where all that it prints is kept
     */
    static ChildProcess java(Path log, List<String> arguments) {
        try {
            List<String> command = new ArrayList<>(arguments);
            command.add(0, JAVA);
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            ChildProcess child = new ChildProcess(process, log);
            Thread reader = new Thread(child::read, "output of " + log.getFileName());
            reader.setDaemon(true);
            reader.start();
            return child;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void read() {
        try (BufferedReader output =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                var kept = Files.newBufferedWriter(log)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                kept.write(line);
                kept.newLine();
                kept.flush();
                lastLine = line;
            }
        } catch (IOException closed) {
            lastLine = "";
        }
    }

    String lastLine() {
        return lastLine;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Processor time of all its threads so far, seconds. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    /** The most memory that it has ever held, bytes; 0 where the system has no {@code /proc}. */
    long peakRssBytes() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException unknown) {
            return 0;
        }
    }

    /** Waits for its end, and fails with its last words if it did not end well. */
    void awaitSuccess(Duration patience) throws InterruptedException {
        awaitExit(patience, List.of(0));
    }

    /** Waits for its end with one of these exit codes. */
    void awaitExit(Duration patience, List<Integer> codes) throws InterruptedException {
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS) || !codes.contains(process.exitValue())) {
            throw unexpected("did not end well");
        }
    }

    IllegalStateException unexpected(String what) {
        return new IllegalStateException("A process " + what + "; all that it printed is in " + log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
