package science.pipeline.analytics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.Condition.OneOf;
import science.pipeline.analysis.quantity.Condition.Range;

/**
 * Reads conditions from flattened keys: {@code energy_gev.min}, {@code pt.max}, {@code particle_type.in[0]} (or
 * {@code in.0}, as Spring flattens a list into a map), or {@code particle_type.in} with commas.
 */
final class ConditionKeys {

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_]+)\\.(min|max|in)(?:\\[\\d+]|\\.\\d+)?");

    private ConditionKeys() {}

    static Map<String, Condition> parse(String path, Map<String, String> keys) {
        Map<String, Condition> conditions = new LinkedHashMap<>();
        keys.forEach((key, value) -> {
            Matcher matcher = FORM.matcher(key);
            if (!matcher.matches()) {
                throw new InvalidSetting(
                        path + "." + key,
                        "'" + value + "'",
                        "QUANTITY: {min: …, max: …} or {in: […]}, or prescale or enabled of a selection");
            }
            String quantity = matcher.group(1);
            conditions.put(quantity, extend(path + "." + key, conditions.get(quantity), matcher.group(2), value));
        });
        return conditions;
    }

    private static Condition extend(String path, @Nullable Condition former, String bound, String value) {
        if (bound.equals("in")) {
            List<String> values = new ArrayList<>(former instanceof OneOf oneOf ? oneOf.values() : List.of());
            checkAlone(path, former instanceof Range);
            for (String each : value.split(",")) {
                values.add(each.strip());
            }
            return new OneOf(values);
        }
        checkAlone(path, former instanceof OneOf);
        Range range =
                former instanceof Range given ? given : new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        double limit = number(path, value);
        return bound.equals("min") ? new Range(limit, range.max()) : new Range(range.min(), limit);
    }

    private static void checkAlone(String path, boolean both) {
        if (both) {
            throw new InvalidSetting(path, "both a range and a list", "either min and max, or in");
        }
    }

    private static double number(String path, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException wrong) {
            throw new InvalidSetting(path, "'" + value + "'", "a number");
        }
    }
}
