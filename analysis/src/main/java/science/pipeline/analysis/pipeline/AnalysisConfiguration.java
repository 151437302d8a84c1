package science.pipeline.analysis.pipeline;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.aggregate.StatisticsConfiguration;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.analysis.select.Menu;
import science.pipeline.analysis.watch.WatchConfiguration;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * All that the analysis lets people choose.
 *
 * @param schema what the events are
 * @param menu which events are selected
 * @param detection which events are flagged
 * @param watch how detectors are watched
 * @param statistics how event time is cut into windows, and what is counted in each
 */
public record AnalysisConfiguration(
        Schema schema,
        Menu menu,
        DetectionConfiguration detection,
        WatchConfiguration watch,
        StatisticsConfiguration statistics) {

    /** @throws InvalidSetting if something does not suit the events, with the path of its key */
    public AnalysisConfiguration {
        Quantities quantities = new Quantities(schema);
        menu = menu.checked(quantities);
        detection = detection.checked(quantities);
        statistics = statistics.checked(quantities);
    }

    /** What holds for the events of a schema where nothing is configured. */
    public static AnalysisConfiguration defaults(Schema schema) {
        return new AnalysisConfiguration(
                schema,
                Menu.of(schema),
                DetectionConfiguration.defaults(),
                WatchConfiguration.defaults(),
                StatisticsConfiguration.defaults());
    }

    /** What holds where nothing at all is configured. */
    public static AnalysisConfiguration defaults() {
        return defaults(Schema.byDefault());
    }

    /** All settings but the schema as people could have written them below {@code analytics}: YAML, in one form. */
    public String words() {
        return Words.of(this);
    }

    /** The names that it speaks of, by their field: numbered before they appear. */
    Map<String, Set<String>> names() {
        Map<String, Set<String>> masses = schema.field(Role.PARTICLE_TYPE)
                .map(type -> Map.of(type.name(), detection.massShell().masses().keySet()))
                .orElse(Map.of());
        Map<String, Set<String>> names = new LinkedHashMap<>();
        Quantities quantities = new Quantities(schema);
        List.of(
                        menu.names(quantities),
                        masses,
                        detection.names(quantities),
                        statistics.names(quantities),
                        quantities.spokenNames())
                .forEach(each ->
                        each.forEach((field, spoken) -> names.computeIfAbsent(field, absent -> new LinkedHashSet<>())
                                .addAll(spoken)));
        return names;
    }
}
