package science.pipeline.systemtest.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a person may set by {@code -Dsystem-test.…}. */
public final class Settings {

    /** Why a test is skipped. */
    public static final String NOT_ASKED_FOR =
            "not asked for; -Dsystem-test.profile=whole asks for every kind of fault";

    private static final long SEED = Long.getLong("system-test.seed", System.nanoTime() % 1_000_000_000);

    /** What the short profile leaves to the whole one, so that a build takes minutes. */
    private static final Set<String> NOT_IN_SHORT = Set.of(
            "avro",
            "denied-group",
            "denied-produce",
            "denied-write",
            "ended-together",
            "ended-with-broker",
            "few-handles",
            "frames",
            "handles-exhausted",
            "io-errors-in-takeover",
            "join-or-leave-848",
            "killed-while-watched",
            "own-model",
            "own-schema",
            "partitions-added",
            "power-cut-ext4",
            "power-cut-xfs",
            "reproduce",
            "security");

    private enum Profile {
        /** Within a build: the faults that strike most often. */
        SHORT,
        /** Every kind of fault once or twice. */
        WHOLE,
        /** The counts that the promises are closed with. */
        CHAOS
    }

    private Settings() {}

    /** The run's seed: {@code -Dsystem-test.seed=…}, else another one each time. */
    public static long seed() {
        return SEED;
    }

    /** Whether the long profile runs. */
    public static boolean chaos() {
        return profile() == Profile.CHAOS;
    }

    private static Profile profile() {
        return Profile.valueOf(
                System.getProperty("system-test.profile", "short").toUpperCase(Locale.ROOT));
    }

    /** How many records a second flow while faults strike: {@code -Dsystem-test.rate=…}, fewer on a busy machine. */
    public static int rate() {
        return Integer.getInteger("system-test.rate", 1000);
    }

    /**
     * How often a fault strikes: {@code -Dsystem-test.times.NAME=…}, else as the profile says; never, if
     * {@code -Dsystem-test.only=NAME,NAME} does not name it.
     */
    public static int times(String fault, int inWhole, int inChaos) {
        String only = System.getProperty("system-test.only", "");
        if (!only.isEmpty() && !List.of(only.split(",")).contains(fault)) {
            return 0;
        }
        int times = chaos() ? inChaos : inWhole;
        boolean left = only.isEmpty() && profile() == Profile.SHORT && NOT_IN_SHORT.contains(fault);
        return Integer.getInteger("system-test.times." + fault, left ? 0 : times);
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
