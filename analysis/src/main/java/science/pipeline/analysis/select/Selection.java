package science.pipeline.analysis.select;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.ConditionCheck;
import science.pipeline.analysis.quantity.Quantities;

/**
 * A named selection: an event passes if it meets every condition, and each {@code prescale}-th event that passes is
 * accepted.
 *
 * @param name begins the names of its files: {@code [a-z][a-z0-9_]{0,40}}, none of {@link #RESERVED_NAMES}
 * @param conditions by the name of a quantity, or {@link Condition#WHERE}, in the order of the configuration; without
 *     any, every event passes
 * @param prescale 1 accepts every event that passes, 10 the 10th, 20th, ...; counted per partition
 * @param enabled whether its events are written; if not, those that pass are only counted
 */
public record Selection(String name, Map<String, Condition> conditions, long prescale, boolean enabled) {

    /** Names that other files of the results have. */
    public static final Set<String> RESERVED_NAMES =
            Set.of("all_events", "anomalies", "rejected", "statistics", "windows", "manifest", "detector_alarms");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    /** @throws InvalidSetting if it could not be applied as it is written */
    public Selection {
        String path = "selections." + name;
        if (!NAME.matcher(name).matches()) {
            throw new InvalidSetting(
                    path,
                    "the name '" + name + "'",
                    "a lower-case letter, then up to 40 lower-case letters, digits and underscores");
        }
        if (RESERVED_NAMES.contains(name)) {
            throw new InvalidSetting(
                    path, "the reserved name '" + name + "'", "a name that no other file of the results has");
        }
        RESERVED_NAMES.forEach(reserved -> refuseIfTakenFor(name, reserved));
        if (prescale < 1) {
            throw new InvalidSetting(path + ".prescale", Long.toString(prescale), "1 or more");
        }
        // Map.copyOf would iterate in another order in each JVM; configurations are compared as text.
        conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
    }

    /**
     * The same selection, its expressions in their one form.
     *
     * @throws InvalidSetting if a condition does not suit the events
     */
    Selection checked(Quantities quantities) {
        return new Selection(
                name, ConditionCheck.checked("selections." + name, conditions, quantities), prescale, enabled);
    }

    /** @throws InvalidSetting if whoever reads {@code OTHER_p*.csv} would get the files of this name too */
    static void refuseIfTakenFor(String name, String other) {
        if (name.startsWith(other + "_p")) {
            throw new InvalidSetting(
                    "selections." + name,
                    "the name '" + name + "'",
                    "one that does not begin with " + other + "_p, as the files of " + other + " do");
        }
    }

    /** Accepts every event that meets the conditions. */
    public Selection(String name, Map<String, Condition> conditions) {
        this(name, conditions, 1, true);
    }
}
