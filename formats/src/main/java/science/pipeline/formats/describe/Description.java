package science.pipeline.formats.describe;

import java.util.List;
import java.util.Map;
import science.pipeline.schema.Schema;

/**
 * A schema that was guessed.
 *
 * @param schema ready for use
 * @param notes what was looked at, what was guessed and what could not be told; a sentence each
 * @param comments on fields, by their names
 */
public record Description(Schema schema, List<String> notes, Map<String, String> comments) {

    public Description {
        notes = List.copyOf(notes);
        comments = Map.copyOf(comments);
    }

    /** The schema in YAML with all that is said about it in comments. */
    public String text() {
        StringBuilder yaml = new StringBuilder();
        notes.forEach(note -> yaml.append("# ").append(note).append('\n'));
        schema.text().lines().forEach(line -> {
            yaml.append(line);
            String comment = line.startsWith("  ") ? comments.get(nameIn(line)) : null;
            if (comment != null) {
                yaml.append("  # ").append(comment);
            }
            yaml.append('\n');
        });
        return yaml.toString();
    }

    /** Names of fields stand bare, or in quotes where YAML would take them for something else. */
    private static String nameIn(String line) {
        return line.substring(0, Math.max(0, line.indexOf(':'))).strip().replace("\"", "");
    }
}
