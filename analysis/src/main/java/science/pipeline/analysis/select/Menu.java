package science.pipeline.analysis.select;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * The selections that every event is put to.
 *
 * @param selections each name once; of disabled ones events are only counted
 */
public record Menu(List<Selection> selections) {

    private static final double HIGH_ENERGY = 100;

    /** @throws InvalidSetting if two selections have one name, or names that one pattern of files matches */
    public Menu {
        selections = List.copyOf(selections);
        Set<String> names = new LinkedHashSet<>();
        for (Selection selection : selections) {
            if (!names.add(selection.name())) {
                throw new InvalidSetting("selections." + selection.name(), "the name twice", "each name once");
            }
        }
        names.forEach(name -> names.forEach(other -> Selection.refuseIfTakenFor(name, other)));
    }

    /**
     * The menu for a configuration that names none: the one that the schema brings; otherwise the events of 100 and
     * more in the unit of its energy, or none where it has no energy.
     */
    public static Menu of(Schema schema) {
        if (!schema.selections().isEmpty()) {
            return MenuKeys.menu(schema.selections());
        }
        return new Menu(schema.field(Role.ENERGY)
                .map(energy -> List.of(new Selection(
                        "high_energy_events", Map.of(energy.name(), Condition.Range.atLeast(HIGH_ENERGY)))))
                .orElse(List.of()));
    }

    /**
     * The same menu, its expressions in their one form.
     *
     * @throws InvalidSetting if a condition does not suit the events
     */
    public Menu checked(Quantities quantities) {
        return new Menu(selections.stream()
                .map(selection -> selection.checked(quantities))
                .toList());
    }

    /** The selections whose events are written, in the menu's order. */
    public List<Selection> enabled() {
        return selections.stream().filter(Selection::enabled).toList();
    }

    /** The names that selections speak of, by the quantity that has them. */
    public Map<String, Set<String>> names(Quantities quantities) {
        return Condition.names(selections.stream().map(Selection::conditions).toList(), quantities);
    }
}
