package science.pipeline.systemtest.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a person may set by {@code -Dsystem-test.…}. */
public final class Settings {

    private static final long SEED = Long.getLong("system-test.seed", System.nanoTime() % 1_000_000_000);

    private Settings() {}

    /** The run's seed: {@code -Dsystem-test.seed=…}, else another one each time. */
    public static long seed() {
        return SEED;
    }

    /** Whether the long profile runs. */
    public static boolean chaos() {
        return System.getProperty("system-test.profile", "short").equals("chaos");
    }

    /** How many records a second flow while faults strike: {@code -Dsystem-test.rate=…}, fewer on a busy machine. */
    public static int rate() {
        return Integer.getInteger("system-test.rate", 1000);
    }

    /**
     * How often a fault strikes: {@code -Dsystem-test.times.NAME=…}, else as the profile says; never, if
     * {@code -Dsystem-test.only=NAME,NAME} does not name it.
     */
    public static int times(String fault, int inShort, int inChaos) {
        String only = System.getProperty("system-test.only", fault);
        return List.of(only.split(",")).contains(fault)
                ? Integer.getInteger("system-test.times." + fault, chaos() ? inChaos : inShort)
                : 0;
    }

    /** Where logs and results lie: {@code -Dsystem-test.folder=…}. */
    public static Path folder() {
        return Path.of(System.getProperty("system-test.folder", "target/system-test"))
                .toAbsolutePath();
    }

    /** A part's runnable jar, in {@code -Dsystem-test.jars=…} or where the build puts it. */
    static Path jar(String part) {
        String folder = System.getProperty("system-test.jars", "");
        String name = part + "-exec.jar";
        return existing(folder.isEmpty() ? Path.of("..", part, "target", name) : Path.of(folder, name));
    }

    /** This module's own jar, the agent. */
    static Path agent() {
        return existing(Path.of("target", "system-test.jar"));
    }

    private static Path existing(Path jar) {
        if (!Files.exists(jar)) {
            throw new IllegalStateException("found no " + jar.toAbsolutePath().normalize()
                    + "; build the jars first: ./mvnw -DskipTests package");
        }
        return jar.toAbsolutePath().normalize();
    }
}
