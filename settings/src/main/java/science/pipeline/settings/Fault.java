package science.pipeline.settings;

/**
 * What is wrong with one key.
 *
 * @param key as it was written
 * @param found there, in quotes where it is a text
 * @param expected what would be obeyed
 * @param place where it stands, such as {@code application.yml, line 3}; may be empty
 */
public record Fault(String key, String found, String expected, String place) {

    /** In one sentence. */
    public String sentence() {
        return key + ": found " + found + ", expected " + expected + (place.isEmpty() ? "" : " (" + place + ")");
    }
}
