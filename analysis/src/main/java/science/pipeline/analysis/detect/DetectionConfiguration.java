package science.pipeline.analysis.detect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.ConditionCheck;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.schema.Role;

/**
 * How events are flagged.
 *
 * @param flagsPerMillion how many of a million clean events may be flagged: above 0, at most 10,000
 * @param layers whether a layer is at work, by its name; layers that are not named are, but for unusual_combination
 * @param warmUp how many events a layer needs before its statistics may flag
 * @param massShell what the mass shell goes by
 * @param outliers numbers whose outliers are flagged, by the name of a field or quantity; null: none where the schema
 *     has an energy, every number field where it has none
 * @param rareEvents rules by name, each with its conditions by the name of a quantity; an event that meets all
 *     conditions of a rule is always flagged, outside of the budget
 * @param models that people brought, by name
 */
public record DetectionConfiguration(
        double flagsPerMillion,
        Map<String, Boolean> layers,
        int warmUp,
        MassShellSettings massShell,
        @Nullable Map<String, Per> outliers,
        Map<String, Map<String, Condition>> rareEvents,
        Map<String, ModelSettings> models) {

    /** What the usual values of a number are learnt by. */
    public enum Per {
        DETECTOR,
        PARTICLE_TYPE,
        NONE
    }

    /**
     * The names that {@code layers} may hold beside those of outliers, {@code NAME_outlier}; in the order in which
     * events are put to them.
     */
    public static final List<String> LAYERS = List.of(
            MassShell.NAME,
            EnergyOutlier.NAME,
            Direction.NAME,
            EtaRange.NAME,
            ExactRepeat.NAME,
            Burst.NAME,
            WrongTime.NAME,
            SentAgain.NAME,
            Digits.NAME,
            RareName.NAME,
            Shift.NAME,
            UnusualCombination.NAME);

    private static final Pattern CHOSEN_NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

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
        outliers = outliers == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(outliers));
        rareEvents = Collections.unmodifiableMap(new LinkedHashMap<>(rareEvents));
        models.keySet().forEach(name -> checkName("detection.models." + name, name));
        models = Collections.unmodifiableMap(new TreeMap<>(models));
    }

    /** Without models of people. */
    public DetectionConfiguration(
            double flagsPerMillion,
            Map<String, Boolean> layers,
            int warmUp,
            MassShellSettings massShell,
            @Nullable Map<String, Per> outliers,
            Map<String, Map<String, Condition>> rareEvents) {
        this(flagsPerMillion, layers, warmUp, massShell, outliers, rareEvents, Map.of());
    }

    /** With the outliers that a stream has by default. */
    public DetectionConfiguration(
            double flagsPerMillion,
            Map<String, Boolean> layers,
            int warmUp,
            MassShellSettings massShell,
            Map<String, Map<String, Condition>> rareEvents) {
        this(flagsPerMillion, layers, warmUp, massShell, null, rareEvents);
    }

    public static DetectionConfiguration defaults() {
        return new DetectionConfiguration(100, Map.of(), 400, MassShellSettings.defaults(), Map.of());
    }

    /** Whether a layer is at work. */
    boolean isEnabled(String layer) {
        return layers.getOrDefault(layer, !layer.equals(UnusualCombination.NAME));
    }

    /** The names that rules speak of, by the quantity that has them. */
    public Map<String, Set<String>> names(Quantities quantities) {
        return Condition.names(rareEvents.values(), quantities);
    }

    /** The numbers whose outliers are flagged in a stream, and what their usual values are learnt by. */
    Map<String, Per> outliers(Quantities quantities) {
        if (outliers != null) {
            return outliers;
        }
        Map<String, Per> all = new LinkedHashMap<>();
        if (!quantities.schema().has(Role.ENERGY)) {
            quantities.schema().fields().stream()
                    .filter(field -> field.isNumeric() && quantities.isNumber(field.name()))
                    .forEach(field -> all.put(field.name(), Per.DETECTOR));
        }
        return all;
    }

    /**
     * The same, its expressions in their one form.
     *
     * @throws InvalidSetting if a rule or a layer does not suit the events
     */
    public DetectionConfiguration checked(Quantities quantities) {
        checkOutliers(quantities);
        Map<String, Map<String, Condition>> rules = new LinkedHashMap<>();
        rareEvents.forEach((name, conditions) -> {
            String path = "detection.rare-events." + name;
            rules.put(name, ConditionCheck.checked(path, conditions, quantities));
            conditions.forEach((quantity, condition) -> {
                if (condition.quantities(quantity, quantities).stream().anyMatch(quantities::isOfLabel)) {
                    throw new InvalidSetting(
                            path + "." + quantity, "the truth label", "a quantity that is not the answer itself");
                }
            });
        });
        models.forEach((name, model) -> model.inputs()
                .forEach(input -> checkNumber("detection.models." + name + ".inputs", input, quantities)));
        return new DetectionConfiguration(flagsPerMillion, layers, warmUp, massShell, outliers, rules, models);
    }

    private static void checkLayer(String layer) {
        if (!LAYERS.contains(layer) && !Outlier.isName(layer)) {
            throw unknownLayer(layer, LAYERS);
        }
    }

    private static InvalidSetting unknownLayer(String layer, List<String> known) {
        return new InvalidSetting(
                "detection.layers", "the unknown layer '" + layer + "'", "one of " + String.join(", ", known));
    }

    private void checkOutliers(Quantities quantities) {
        Map<String, Per> chosen = outliers(quantities);
        boolean hasEnergy = quantities.schema().has(Role.ENERGY);
        chosen.keySet().forEach(name -> {
            String path = "detection.outliers." + name;
            checkNumber(path, name, quantities);
            if (hasEnergy && Outlier.name(name).equals(EnergyOutlier.NAME)) {
                throw new InvalidSetting(
                        path, "the energy", "another number: the layer " + EnergyOutlier.NAME + " looks at the energy");
            }
        });
        List<String> known = Stream.concat(
                        LAYERS.stream(), chosen.keySet().stream().map(Outlier::name))
                .toList();
        layers.keySet().forEach(layer -> {
            if (!known.contains(layer)) {
                throw unknownLayer(layer, known);
            }
        });
    }

    private static void checkNumber(String path, String name, Quantities quantities) {
        if (!quantities.isNumber(name)) {
            String numbers =
                    quantities.names().stream().filter(quantities::isNumber).collect(Collectors.joining(", "));
            throw new InvalidSetting(path, "the name '" + name + "'", "a number of the stream: " + numbers);
        }
        if (quantities.isOfLabel(name)) {
            throw new InvalidSetting(path, "the truth label", "a quantity that is not the answer itself");
        }
    }

    private static void checkName(String path, String name) {
        if (!CHOSEN_NAME.matcher(name).matches()) {
            throw new InvalidSetting(
                    path,
                    "the name '" + name + "'",
                    "a lower-case letter, then up to 40 lower-case letters, digits and underscores");
        }
    }

    private static void checkRule(String name, Map<String, Condition> conditions) {
        String path = "detection.rare-events." + name;
        checkName(path, name);
        if (conditions.isEmpty()) {
            throw new InvalidSetting(path, "no condition", "at least one, or every event would be flagged");
        }
    }
}
