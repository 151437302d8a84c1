package science.pipeline.formats.describe;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import science.pipeline.formats.Units;
import science.pipeline.schema.FieldPath;
import science.pipeline.schema.Schema;

/** Names of columns as names of fields: as they are where that is allowed, otherwise as near as can be; each once. */
final class FieldNames {

    static final String OF_TIME = "time";

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final Pattern BRACKETS = Pattern.compile("(?<name>.*?)[\\s_]*[\\[(](?<inside>[^\\])]*)[\\])]\\s*");
    private static final Pattern SLASH = Pattern.compile("(?<name>[^/]+)/(?<inside>.+)");
    private static final Pattern COMMA = Pattern.compile("(?<name>[^,]+), ?(?<inside>.+)");
    private static final Pattern NUMBERS = Pattern.compile("-?[0-9.]+ ?(-|to|\\.\\.) ?-?[0-9.]+");
    private static final int LONGEST = 64;

    private final Set<String> given = new HashSet<>();

    /**
     * A column's name in its parts.
     *
     * @param base without what stands in brackets
     * @param unit that stands there, properly written; empty for none
     * @param note what else stands there; empty for nothing
     */
    record Parts(String base, String unit, String note) {

        static Parts of(String name) {
            Matcher brackets = BRACKETS.matcher(name);
            if (brackets.matches() && !brackets.group("name").isBlank()) {
                String inside = brackets.group("inside").strip();
                String unit = NUMBERS.matcher(inside).matches() || inside.matches("[A-Za-z]{2}[:/.-].*")
                        ? null
                        : Units.inBrackets(inside);
                return new Parts(brackets.group("name").strip(), unit == null ? "" : unit, unit == null ? inside : "");
            }
            for (Pattern pattern : List.of(SLASH, COMMA)) {
                Matcher matcher = pattern.matcher(name);
                String unit = matcher.matches() ? Units.find(matcher.group("inside")) : null;
                if (unit != null) {
                    return new Parts(matcher.group("name").strip(), unit, "");
                }
            }
            return new Parts(name, "", "");
        }
    }

    /** Takes a name, so that no other field gets it. */
    String take(String name) {
        String free = name;
        for (int i = 2; !given.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    /** The name of the field of a column, or of a path. */
    String ofColumn(String column, boolean isPath) {
        List<String> keys = isPath ? FieldPath.keys(column) : List.of(column);
        String last = keys.get(keys.size() - 1);
        boolean isOfList = keys.size() > 1 && last.matches("[0-9]+");
        String name = allowed(isOfList ? keys.get(keys.size() - 2) + "_" + last : last);
        if (given.contains(name) && keys.size() > 1) {
            name = allowed(String.join("_", keys));
        }
        return take(name);
    }

    private static String allowed(String column) {
        String base = Parts.of(column).base();
        // Where the name is another one anyway, it is one that is easy to type.
        String name = ALLOWED.matcher(column).matches() ? column : sanitized(base);
        return isReserved(name) ? "own_" + name : name;
    }

    private static String sanitized(String text) {
        String name = text.toLowerCase(Locale.ROOT)
                .replace("%", " percent ")
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        name = name.isEmpty() ? "field" : Character.isDigit(name.charAt(0)) ? "_" + name : name;
        return name.substring(0, Math.min(LONGEST - 4, name.length()));
    }

    private static boolean isReserved(String name) {
        return Schema.VERDICT_COLUMNS.contains(name)
                || List.of("index", "kafka_timestamp", "pair_mass").contains(name);
    }

    /** The unit that a name ends with, {@code sipm_mV}; null if it ends with none. */
    static @Nullable String unitAtEnd(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.matches("cpm|cps|usvh")) {
            return Units.find(lower);
        }
        String[] words = lower.split("[_ ]");
        for (int from = Math.max(0, words.length - 3); from < words.length; from++) {
            if (from == 0 && words.length == 1) {
                continue;
            }
            String end = String.join("_", List.of(words).subList(from, words.length));
            boolean isTemperature = lower.contains("temp") || lower.contains("dew");
            boolean isOneLetter = end.length() == 1;
            boolean isSafe = !isOneLetter || "smvh".contains(end) || isTemperature && "cfk".contains(end);
            String unit = isSafe && !end.matches("min|mag|pc|counts?|t|g|a|amp|feet") ? Units.find(end) : null;
            if (unit != null) {
                return unit;
            }
        }
        return null;
    }
}
