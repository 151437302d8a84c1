package science.pipeline.systemtest.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A JVM of its own that runs one of the parts. */
public class JavaProcess implements AutoCloseable {

    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(10_000, 30_000));
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly)));
    }

    private final String name;
    private final Process process;
    private final Path log;

    JavaProcess(String name, String part, Path log, List<String> jvm, List<String> arguments) {
        this(name, log, Part.of(part).command(jvm, arguments));
    }

    /** @param command that runs a part, perhaps by way of a program that becomes it */
    JavaProcess(String name, Path log, List<String> command) {
        try {
            Files.createDirectories(log.getParent());
            this.process = new ProcessBuilder(command)
                    .directory(log.getParent().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        this.name = name;
        this.log = log;
        ALIVE.add(process);
        process.onExit().thenAccept(ALIVE::remove);
    }

    public String name() {
        return name;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGTERM, as Ctrl-C; does not wait. */
    public void terminate() {
        process.destroy();
    }

    /** SIGSTOP: every thread stands still, timeouts go by. */
    public void freeze() {
        signal("-STOP");
    }

    /** SIGCONT. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        Command.run("kill", signal, pid()).expectSuccess();
    }

    /** Whether it stands still. */
    public boolean isFrozen() {
        return Command.run("ps", "-o", "stat=", "-p", pid()).output().startsWith("T");
    }

    private String pid() {
        return Long.toString(process.pid());
    }

    /** How many files, sockets and the like it has open; Linux only. */
    public int openHandles() throws IOException {
        try (Stream<Path> handles = Files.list(Path.of("/proc", pid(), "fd"))) {
            return (int) handles.count();
        }
    }

    /** How many it may have open from now on; returns how many it was allowed so far. */
    public String limitHandles(String most) {
        String former = Command.run("prlimit", "--pid", pid(), "--nofile", "--output=SOFT", "--noheadings")
                .expectSuccess();
        Command.run("prlimit", "--pid", pid(), "--nofile=" + most + ":").expectSuccess();
        return former;
    }

    /** Waits for its end and gives its exit code. */
    public int awaitExit(int seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new AssertionError(name + " did not end within " + seconds + " s; " + tail());
            }
            return process.exitValue();
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    /** kill -9 after so long, unless it has ended before. */
    public void killAfter(Duration time) {
        try {
            process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
            kill();
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    /** What it has printed. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Where it prints, and the last it printed. */
    public String tail() {
        String output = output();
        return log + " ends:\n" + output.substring(Math.max(0, output.length() - 3000));
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    /**
     * A port that nobody listens on, each time another one. It lies below those that the system gives to outgoing
     * connections (from 32768 on Linux): one of these could take a killed node's port before the node is back.
     */
    static int freePort() {
        while (true) {
            int port = NEXT_PORT.getAndIncrement();
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // the next one may be free
            }
        }
    }

    /** Several of them. */
    static List<Integer> freePorts(int count) {
        return IntStream.range(0, count).mapToObj(any -> freePort()).toList();
    }
}
