package science.pipeline.benchmarks.endtoend;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Where and of what a figure was taken: without that it says little. */
final class Environment {

    private final String command;
    private final String[] arguments;
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private final double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

    /** To be made before the measurement, which is a load itself. */
    Environment(String command, String[] arguments) {
        this.command = command;
        this.arguments = arguments.clone();
    }

    String command() {
        return command;
    }

    String describe() {
        StringBuilder text = new StringBuilder();
        text.append("`java -jar benchmarks/target/benchmarks.jar ").append(command);
        for (String argument : arguments) {
            text.append(' ').append(argument);
        }
        text.append("`\n\n");
        text.append(String.format(
                Locale.ROOT,
                "%s, commit %s; %s, %d cores, %s %s, Java %s; load average before: %.1f.%n",
                begin,
                commit(),
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                load));
        return text.toString();
    }

    private static String commit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
            String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return commit.isEmpty() ? "unknown" : commit;
        } catch (IOException noGit) {
            return "unknown";
        }
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException unknown) {
            return "unknown processor";
        }
    }
}
