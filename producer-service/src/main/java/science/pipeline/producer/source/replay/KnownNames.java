package science.pipeline.producer.source.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names that the wire allows. The same few come again and again, so each is checked once. */
final class KnownNames {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:+-]{0,63}");
    private static final int MOST = 10_000;

    private final Map<String, String> names = new HashMap<>();

    /** The name, always the same object for the same text, or null if it is not allowed. */
    @Nullable String find(String text) {
        String known = names.get(text);
        if (known != null) {
            return known;
        }
        if (!ALLOWED.matcher(text).matches()) {
            return null;
        }
        if (names.size() < MOST) {
            names.put(text, text);
        }
        return text;
    }
}
