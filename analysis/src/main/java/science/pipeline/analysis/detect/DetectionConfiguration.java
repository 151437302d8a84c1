package science.pipeline.analysis.detect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.Condition.OneOf;
import science.pipeline.analysis.quantity.ConditionCheck;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.analysis.quantity.Quantity;

/**
 * How events are flagged.
 *
 * @param flagsPerMillion how many of a million clean events may be flagged: above 0, at most 10,000
 * @param layers whether a layer is at work, by its name; layers that are not named are
 * @param warmUp how many events a layer needs before its statistics may flag
 * @param massShell what the mass shell goes by
 * @param rareEvents rules by name, each with its conditions by the name of a quantity; an event that meets all
 *     conditions of a rule is always flagged, outside of the budget
 */
public record DetectionConfiguration(
        double flagsPerMillion,
        Map<String, Boolean> layers,
        int warmUp,
        MassShellSettings massShell,
        Map<String, Map<String, Condition>> rareEvents) {

    /** The names that {@code layers} may hold, in the order in which events are put to them. */
    public static final List<String> LAYERS = List.of(
            MassShell.NAME,
            EnergyOutlier.NAME,
            Direction.NAME,
            EtaRange.NAME,
            ExactRepeat.NAME,
            Burst.NAME,
            WrongTime.NAME);

    private static final Pattern RULE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    /** @throws InvalidSetting if it could not be applied as it is written */
    public DetectionConfiguration {
        if (!(flagsPerMillion > 0 && flagsPerMillion <= 10_000)) {
            throw new InvalidSetting(
                    "detection.flags-per-million", Double.toString(flagsPerMillion), "above 0, at most 10000");
        }
        if (warmUp < 100) {
            throw new InvalidSetting("detection.warm-up", Integer.toString(warmUp), "100 events or more");
        }
        layers.keySet().forEach(DetectionConfiguration::checkLayer);
        rareEvents.forEach(DetectionConfiguration::checkRule);
        layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
        rareEvents = Collections.unmodifiableMap(new LinkedHashMap<>(rareEvents));
    }

    public static DetectionConfiguration defaults() {
        return new DetectionConfiguration(100, Map.of(), 400, MassShellSettings.defaults(), Map.of());
    }

    /** Whether a layer is at work. */
    boolean isEnabled(String layer) {
        return layers.getOrDefault(layer, true);
    }

    /** The particle types that the configuration speaks of. */
    public Set<String> particleTypeNames() {
        Set<String> names = new LinkedHashSet<>(massShell.masses().keySet());
        names.addAll(ruleNames(Quantity.Kind.PARTICLE_TYPE));
        return names;
    }

    /** The detectors that the configuration speaks of. */
    public Set<String> detectorNames() {
        return ruleNames(Quantity.Kind.DETECTOR);
    }

    private Set<String> ruleNames(Quantity.Kind kind) {
        Set<String> names = new LinkedHashSet<>();
        rareEvents
                .values()
                .forEach(rule -> rule.forEach((quantity, condition) -> {
                    if (condition instanceof OneOf oneOf
                            && Quantities.PARTICLE_EVENT.find(quantity).orElseThrow() instanceof Quantity.Named named
                            && named.kind() == kind) {
                        names.addAll(oneOf.values());
                    }
                }));
        return names;
    }

    private static void checkLayer(String layer) {
        if (!LAYERS.contains(layer)) {
            throw new InvalidSetting(
                    "detection.layers", "the unknown layer '" + layer + "'", "one of " + String.join(", ", LAYERS));
        }
    }

    private static void checkRule(String name, Map<String, Condition> conditions) {
        String path = "detection.rare-events." + name;
        if (!RULE_NAME.matcher(name).matches()) {
            throw new InvalidSetting(
                    path,
                    "the name '" + name + "'",
                    "a lower-case letter, then up to 40 lower-case letters, digits and underscores");
        }
        if (conditions.isEmpty()) {
            throw new InvalidSetting(path, "no condition", "at least one, or every event would be flagged");
        }
        conditions.forEach((quantity, condition) -> {
            ConditionCheck.check(path + "." + quantity, quantity, condition);
            if (Quantities.PARTICLE_EVENT.find(quantity).orElseThrow() instanceof Quantity.Label) {
                throw new InvalidSetting(
                        path + "." + quantity, "the truth label", "a quantity that is not the answer itself");
            }
        });
    }
}
