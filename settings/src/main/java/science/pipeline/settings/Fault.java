package science.pipeline.settings;

import java.util.regex.Pattern;

/**
 * What is wrong with one key.
 *
 * @param key as it was written
 * @param found there, in quotes where it is a text
 * @param expected what would be obeyed
 * @param place where it stands, such as {@code application.yml, line 3}; may be empty
 */
public record Fault(String key, String found, String expected, String place) {

    /** What such a key holds is nobody's business, nor what its misspelt brother does. */
    private static final Pattern SECRET = Pattern.compile("(?i)(pas|pwd|secret|token|jaas|credential)[^.]*$");

    /** Leaves a secret out. */
    public Fault {
        if (found.startsWith("'") && SECRET.matcher(key).find()) {
            found = "'…'" + found.substring(found.lastIndexOf('\'') + 1);
        }
    }

    /** In one sentence. */
    public String sentence() {
        return key + ": found " + found + ", expected " + expected + (place.isEmpty() ? "" : " (" + place + ")");
    }
}
