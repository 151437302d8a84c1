package science.pipeline.analysis.histogram;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.histogram.HistogramDefinition.Scale;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.ConditionKeys;
import science.pipeline.analysis.quantity.WrittenNumber;

/** Reads a histogram from flattened keys: {@code quantity}, {@code bins}, {@code where.FIELD.in[0]}, ... */
public final class HistogramKeys {

    private static final String WHERE = Condition.WHERE + ".";

    private final String path;
    private final Map<String, String> keys;

    private HistogramKeys(String path, Map<String, String> keys) {
        this.path = path;
        this.keys = keys;
    }

    /** @throws InvalidSetting with the path from {@code statistics} on */
    public static HistogramDefinition parse(String name, Map<String, String> keys) {
        return new HistogramKeys("statistics.histograms." + name, new LinkedHashMap<>(keys)).definition(name);
    }

    private HistogramDefinition definition(String name) {
        String quantity = taken("quantity", null, "the name of a quantity, such as pt or pair_mass");
        Scale scale = scale(taken("scale", "linear", ""));
        double min = WrittenNumber.real(path + ".min", taken("min", null, "where the first bin begins"));
        double max = WrittenNumber.real(path + ".max", taken("max", null, "where the last bin ends"));
        int bins = WrittenNumber.whole(path + ".bins", taken("bins", "100", ""));
        Map<String, String> where = new LinkedHashMap<>();
        keys.forEach((key, value) -> {
            if (key.equals(Condition.WHERE)) {
                where.put(key, value);
                return;
            }
            if (!key.startsWith(WHERE)) {
                throw new InvalidSetting(
                        path + "." + key, "'" + value + "'", "quantity, scale, min, max, bins or where");
            }
            where.put(key.substring(WHERE.length()), value);
        });
        return new HistogramDefinition(
                name, quantity, scale, min, max, bins, ConditionKeys.parse(path + ".where", where));
    }

    private String taken(String key, @Nullable String otherwise, String expected) {
        String value = keys.remove(key);
        if (value != null) {
            return value;
        }
        if (otherwise == null) {
            throw new InvalidSetting(path + "." + key, "nothing", expected);
        }
        return otherwise;
    }

    private Scale scale(String value) {
        return switch (value) {
            case "linear" -> Scale.LINEAR;
            case "log" -> Scale.LOG;
            default -> throw new InvalidSetting(path + ".scale", "'" + value + "'", "linear or log");
        };
    }
}
