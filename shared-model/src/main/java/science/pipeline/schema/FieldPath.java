package science.pipeline.schema;

import java.util.ArrayList;
import java.util.List;

/** The keys of a path into a record: {@code device.urn}. A point that belongs to a key has a backslash before it. */
public final class FieldPath {

    private FieldPath() {}

    /** The keys, outermost first. */
    public static List<String> keys(String path) {
        List<String> keys = new ArrayList<>();
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\' && i + 1 < path.length()) {
                key.append(path.charAt(++i));
            } else if (c == '.') {
                keys.add(key.toString());
                key.setLength(0);
            } else {
                key.append(c);
            }
        }
        keys.add(key.toString());
        return List.copyOf(keys);
    }

    /** The path of one key, whatever characters it holds. */
    public static String of(String key) {
        return key.replace("\\", "\\\\").replace(".", "\\.");
    }

    /** The path of several keys, outermost first. */
    public static String of(List<String> keys) {
        return keys.stream()
                .map(FieldPath::of)
                .reduce((outer, inner) -> outer + '.' + inner)
                .orElse("");
    }
}
