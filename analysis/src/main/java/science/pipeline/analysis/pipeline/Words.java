package science.pipeline.analysis.pipeline;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import science.pipeline.analysis.aggregate.StatisticsConfiguration;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.detect.MassShellSettings;
import science.pipeline.analysis.histogram.HistogramDefinition;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.select.Selection;
import science.pipeline.analysis.watch.WatchConfiguration;
import science.pipeline.schema.YamlText;

/** A configuration as people could have written it below {@code analytics}, always in the same form. */
final class Words {

    private Words() {}

    static String of(AnalysisConfiguration configuration) {
        StringBuilder yaml = new StringBuilder("selections:\n");
        configuration.menu().selections().forEach(selection -> line(yaml, selection.name(), selection(selection)));
        DetectionConfiguration detection = configuration.detection();
        yaml.append("detection:\n");
        line(yaml, "flags-per-million", detection.flagsPerMillion());
        line(yaml, "warm-up", detection.warmUp());
        line(yaml, "layers", new TreeMap<>(detection.layers()));
        line(yaml, "mass-shell", massShell(detection.massShell()));
        if (detection.outliers() != null) {
            line(yaml, "outliers", outliers(detection.outliers()));
        }
        if (!detection.models().isEmpty()) {
            Map<String, Object> models = new TreeMap<>();
            detection.models().forEach((name, model) -> models.put(name, model.words()));
            line(yaml, "models", models);
        }
        Map<String, Object> rules = new LinkedHashMap<>();
        detection.rareEvents().forEach((name, conditions) -> rules.put(name, Condition.words(conditions)));
        line(yaml, "rare-events", rules);
        line(yaml, "watch", watch(configuration.watch()));
        StatisticsConfiguration statistics = configuration.statistics();
        yaml.append("statistics:\n");
        line(yaml, "window", seconds(statistics.window()));
        line(yaml, "lateness", seconds(statistics.lateness()));
        if (!statistics.measures().isEmpty()) {
            line(yaml, "measures", statistics.measures());
        }
        Map<String, Object> histograms = new LinkedHashMap<>();
        statistics.histograms().forEach(histogram -> histograms.put(histogram.name(), histogram(histogram)));
        line(yaml, "histograms", histograms);
        return yaml.toString();
    }

    private static void line(StringBuilder yaml, String key, Object value) {
        yaml.append("  ")
                .append(YamlText.scalar(key))
                .append(": ")
                .append(YamlText.flow(value))
                .append('\n');
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + "s";
    }

    private static Object selection(Selection selection) {
        Map<String, Object> words = Condition.words(selection.conditions());
        words.put("prescale", selection.prescale());
        words.put("enabled", selection.enabled());
        return words;
    }

    private static Object massShell(MassShellSettings settings) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("resolution", settings.resolution());
        words.put("mute-above", settings.muteAbove());
        words.put("masses", new TreeMap<>(settings.masses()));
        return words;
    }

    private static Object outliers(Map<String, DetectionConfiguration.Per> outliers) {
        Map<String, Object> words = new LinkedHashMap<>();
        outliers.forEach((name, per) -> words.put(name, Map.of("per", per.name().toLowerCase(Locale.ROOT))));
        return words;
    }

    private static Object watch(WatchConfiguration watch) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("enabled", watch.enabled());
        words.put("false-alarms-per-million", watch.falseAlarmsPerMillion());
        words.put("minimum-windows", watch.minimumWindows());
        return words;
    }

    private static Object histogram(HistogramDefinition histogram) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("quantity", histogram.quantity());
        words.put("scale", histogram.scale().toString());
        words.put("min", histogram.min());
        words.put("max", histogram.max());
        words.put("bins", histogram.bins());
        words.put("where", Condition.words(histogram.where()));
        return words;
    }
}
