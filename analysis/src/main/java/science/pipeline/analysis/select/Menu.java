package science.pipeline.analysis.select;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.quantity.Condition.OneOf;
import science.pipeline.analysis.quantity.Condition.Range;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.analysis.quantity.Quantity;

/**
 * The selections that every event is put to.
 *
 * @param selections each name once; of disabled ones events are only counted
 */
public record Menu(List<Selection> selections) {

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

    /** The menu of a configuration that names none: events of 100 GeV and more. */
    public static Menu defaults() {
        return new Menu(List.of(new Selection("high_energy_events", Map.of("energy_gev", Range.atLeast(100)))));
    }

    /** The selections whose events are written, in the menu's order. */
    public List<Selection> enabled() {
        return selections.stream().filter(Selection::enabled).toList();
    }

    /** The particle types that selections speak of. */
    public Set<String> particleTypeNames() {
        return names(Quantity.Kind.PARTICLE_TYPE);
    }

    /** The detectors that selections speak of. */
    public Set<String> detectorNames() {
        return names(Quantity.Kind.DETECTOR);
    }

    private Set<String> names(Quantity.Kind kind) {
        Set<String> names = new LinkedHashSet<>();
        for (Selection selection : selections) {
            selection.conditions().forEach((quantity, condition) -> {
                if (condition instanceof OneOf oneOf
                        && Quantities.PARTICLE_EVENT.find(quantity).orElseThrow() instanceof Quantity.Named named
                        && named.kind() == kind) {
                    names.addAll(oneOf.values());
                }
            });
        }
        return names;
    }
}
