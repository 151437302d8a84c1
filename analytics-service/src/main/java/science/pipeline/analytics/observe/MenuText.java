package science.pipeline.analytics.observe;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.analysis.select.Menu;
import science.pipeline.analysis.select.MenuKeys;
import science.pipeline.analysis.select.Selection;
import science.pipeline.settings.WrittenYaml;

/**
 * A trigger menu as people write it: the YAML (or JSON) that would stand under {@code analytics.selections}. Read with
 * the rules of {@code application.yml}, but to the end, so that all its faults are told at once.
 */
final class MenuText {

    private static final int MOST_CHARACTERS = 50_000;
    private static final int MOST_DEPTH = 8;
    private static final int MOST_SELECTIONS = 100;

    /** What is wrong with one key. */
    record Fault(String path, String found, String expected) {

        private static Fault of(InvalidSetting setting) {
            return new Fault("analytics." + setting.path(), setting.found(), setting.expected());
        }
    }

    private final Set<Fault> faults = new LinkedHashSet<>();
    private final List<Selection> selections = new ArrayList<>();

    private final Quantities quantities;

    private MenuText(Quantities quantities) {
        this.quantities = quantities;
    }

    static MenuText read(String text, Quantities quantities) {
        MenuText menu = new MenuText(quantities);
        try {
            menu.readAll(load(text));
        } catch (MarkedYAMLException malformed) {
            Mark place = malformed.getProblemMark();
            String where =
                    place == null ? "" : " in line " + (place.getLine() + 1) + ", column " + (place.getColumn() + 1);
            menu.faults.add(new Fault("analytics.selections", malformed.getProblem() + where, "YAML or JSON"));
        } catch (YAMLException unusual) {
            menu.faults.add(new Fault("analytics.selections", String.valueOf(unusual.getMessage()), "YAML or JSON"));
        }
        return menu;
    }

    /** Everything that is wrong; empty for a menu that would be obeyed. */
    List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** The menu, if nothing is wrong with it. */
    Menu menu() {
        return new Menu(selections);
    }

    private static Object load(String text) {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MOST_CHARACTERS);
        limits.setNestingDepthLimit(MOST_DEPTH);
        limits.setMaxAliasesForCollections(0);
        List<WrittenYaml.Value> documents = WrittenYaml.read(new StringReader(text), limits);
        return documents.size() == 1 ? documents.get(0).plain() : documents.size() + " documents";
    }

    private void readAll(Object document) {
        if (!(document instanceof Map<?, ?> entries) || entries.isEmpty() || entries.size() > MOST_SELECTIONS) {
            String found = document instanceof Map<?, ?> map ? map.size() + " selections" : "no NAME: {…} at all";
            faults.add(new Fault(
                    "analytics.selections",
                    found,
                    "1 to " + MOST_SELECTIONS + " selections, each as NAME: {QUANTITY: …}"));
            return;
        }
        Map<String, Map<String, String>> menu = new LinkedHashMap<>();
        entries.forEach((name, keys) -> {
            if (keys instanceof Map<?, ?> conditions) {
                Map<String, String> flat = menu.computeIfAbsent((String) name, each -> new LinkedHashMap<>());
                conditions.forEach((key, value) -> flatten((String) key, value, flat));
            } else {
                faults.add(
                        new Fault("analytics.selections." + name, "'" + keys + "'", "{QUANTITY: {min: …, max: …}, …}"));
            }
        });
        MenuKeys.faults(menu, quantities).forEach(fault -> faults.add(Fault.of(fault)));
        if (faults.isEmpty()) {
            menu.forEach((name, keys) -> selections.add(MenuKeys.selection(name, keys)));
        }
    }

    /** As Spring Boot does with keys of a map. */
    private static void flatten(String key, Object value, Map<String, String> flat) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((inner, below) -> flatten(key + "." + inner, below, flat));
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            for (int i = 0; i < list.size(); i++) {
                flatten(key + "[" + i + "]", list.get(i), flat);
            }
        } else {
            flat.put(key, String.valueOf(value));
        }
    }
}
