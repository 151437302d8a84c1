package science.pipeline.systemtest.process;

import java.io.IOException;
import java.util.List;

/**
 * A tool of the operating system, run to its end.
 *
 * @param words as they were given
 * @param code its exit code, −1 where there is no such tool
 * @param output all it printed
 */
public record Command(List<String> words, int code, String output) {

    public static Command run(String... words) {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes());
            return new Command(List.of(words), process.waitFor(), output.strip());
        } catch (IOException absent) {
            return new Command(List.of(words), -1, String.valueOf(absent.getMessage()));
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    public boolean succeeded() {
        return code == 0;
    }

    /** Its output, of a command that has to succeed. */
    public String expectSuccess() {
        if (!succeeded()) {
            throw new AssertionError(this);
        }
        return output;
    }

    @Override
    public String toString() {
        return "'" + String.join(" ", words) + "' ended with " + code + ": " + output;
    }
}
