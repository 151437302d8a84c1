package science.pipeline.analysis.quantity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.quantity.Condition.OneOf;
import science.pipeline.analysis.quantity.Condition.Range;
import science.pipeline.analysis.quantity.Condition.Where;

/**
 * Reads conditions from flattened keys: {@code cpm.min}, {@code pt.max}, {@code place.in} with commas, or
 * {@code place.in[0]} and so on; and {@code where} with an expression.
 */
public final class ConditionKeys {

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_]+)\\.(min|max|in)(\\[\\d+]|\\.\\d+)?");

    private ConditionKeys() {}

    /** @throws InvalidSetting with the path of the key that is wrong */
    public static Map<String, Condition> parse(String path, Map<String, String> keys) {
        Map<String, Condition> conditions = new LinkedHashMap<>();
        keys.forEach((key, value) -> {
            Matcher matcher = FORM.matcher(key);
            if (key.equals(Condition.WHERE)) {
                conditions.put(key, new Where(value.strip()));
                return;
            }
            if (!matcher.matches()) {
                throw new InvalidSetting(
                        path + "." + key,
                        "'" + value + "'",
                        "QUANTITY: {min: …, max: …} or {in: […]}, where: \"…\", or prescale or enabled of a selection");
            }
            String quantity = matcher.group(1);
            if (conditions.get(quantity) instanceof Where) {
                throw new InvalidSetting(
                        path + "." + key, "'" + value + "' beside an expression", "the expression alone");
            }
            boolean isListed = matcher.group(3) != null;
            if (isListed && keys.containsKey(quantity + ".in")) {
                throw new InvalidSetting(path + "." + key, "'" + value + "' beside a whole list", "the list alone");
            }
            conditions.put(
                    quantity, extend(path + "." + key, conditions.get(quantity), matcher.group(2), isListed, value));
        });
        return conditions;
    }

    private static Condition extend(
            String path, @Nullable Condition former, String bound, boolean isListed, String value) {
        if (bound.equals("in")) {
            checkAlone(path, former instanceof Range);
            List<String> values = new ArrayList<>(former instanceof OneOf oneOf ? oneOf.values() : List.of());
            values.addAll(isListed ? List.of(value) : separated(value));
            return new OneOf(values);
        }
        checkAlone(path, former instanceof OneOf);
        if (isListed) {
            throw new InvalidSetting(path, "'" + value + "' in a list", "one number");
        }
        Range range =
                former instanceof Range given ? given : new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        double limit = WrittenNumber.real(path, value);
        return bound.equals("min") ? new Range(limit, range.max()) : new Range(range.min(), limit);
    }

    private static List<String> separated(String value) {
        return value.isBlank()
                ? List.of()
                : Stream.of(value.split(",", -1)).map(String::strip).toList();
    }

    private static void checkAlone(String path, boolean both) {
        if (both) {
            throw new InvalidSetting(path, "both a range and a list", "either min and max, or in");
        }
    }
}
