package science.pipeline.benchmarks.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the repository keeps of measurements: sections of {@code benchmarks/README.md}, and charts beside it. */
final class Recorded {

    private static final Path FOLDER = Path.of("benchmarks");
    private static final Path README = FOLDER.resolve("README.md");

    private Recorded() {}

    /** Replaces what stands between {@code <!-- NAME -->} and {@code <!-- /NAME -->}. */
    static void section(String name, String text) {
        try {
            String readme = Files.readString(README);
            String opening = "<!-- " + name + " -->\n";
            int start = readme.indexOf(opening);
            int end = readme.indexOf("<!-- /" + name + " -->");
            if (start < 0 || end < start) {
                throw new InvalidOption(
                        "found no place for the results in " + README + ", expected a line " + opening.strip());
            }
            Files.writeString(README, readme.substring(0, start + opening.length()) + text + readme.substring(end));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void chart(String name, String svg) {
        try {
            Files.writeString(FOLDER.resolve(name + ".svg"), svg);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
