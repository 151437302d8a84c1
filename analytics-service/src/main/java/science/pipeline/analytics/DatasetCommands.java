package science.pipeline.analytics;

import java.io.PrintStream;

/** The commands that read datasets and change nothing, for whichever host knows where they are. */
public final class DatasetCommands {

    private DatasetCommands() {}

    /** Whether it is the name of one. */
    public static boolean has(String name) {
        return name.equals("verify") || name.equals("fingerprint") || name.equals("compare");
    }

    /**
     * Runs one.
     *
     * @param arguments behind its name
     * @return the exit code
     */
    public static int run(String name, String[] arguments, Datasets datasets, PrintStream out) {
        return switch (name) {
            case "verify" -> VerifyCommand.run(arguments, datasets, out);
            case "fingerprint" -> FingerprintCommand.run(arguments, datasets, out);
            case "compare" -> CompareCommand.run(arguments, datasets, out);
            default -> throw new IllegalArgumentException("BUG: no such command: " + name);
        };
    }
}
