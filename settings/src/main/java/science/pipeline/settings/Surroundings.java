package science.pipeline.settings;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;

/** What a machine's language, clock and letters would change: nothing. To be settled before anything else runs. */
public final class Surroundings {

    private Surroundings() {}

    /**
     * Sets language and time zone aside; ends the process with a sentence where the machine's character set cannot name
     * what it has to.
     */
    public static void settle(String... arguments) {
        // Kafka, too, changes letters as the machine's language does: in Turkish, "classic" becomes "CLASSİC".
        Locale.setDefault(Locale.ROOT);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        problem(characterSet(), System.getProperty("user.dir"), List.of(arguments))
                .ifPresent(problem -> {
                    System.err.println(problem);
                    System.exit(1);
                });
    }

    static Optional<String> problem(Charset names, String folder, List<String> arguments) {
        return Stream.concat(Stream.of(folder), arguments.stream())
                .filter(text ->
                        text.indexOf('\uFFFD') >= 0 || !names.newEncoder().canEncode(text))
                .findFirst()
                .map(text -> "found '" + text + "', expected " + pathThatCanBeNamed(names));
    }

    static String pathThatCanBeNamed() {
        return pathThatCanBeNamed(characterSet());
    }

    private static String pathThatCanBeNamed(Charset names) {
        return "a path in the letters of this process (" + names
                + "); set the environment variable LC_ALL=C.UTF-8, then start again";
    }

    /** Of files' names and of the command line, which is not that of files' content. */
    private static Charset characterSet() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }
}
