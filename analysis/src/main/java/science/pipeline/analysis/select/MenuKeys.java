package science.pipeline.analysis.select;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.quantity.ConditionKeys;
import science.pipeline.analysis.quantity.Quantities;

/**
 * Reads the trigger menu from flattened keys, alike wherever it was written: {@code pt.min}, {@code FIELD.in[0]},
 * {@code prescale}, below the name of each selection. Paths in messages go from {@code selections} on.
 */
public final class MenuKeys {

    private MenuKeys() {}

    /**
     * The whole menu.
     *
     * @throws InvalidSetting for the first fault
     */
    public static Menu menu(Map<String, Map<String, String>> selections) {
        List<Selection> menu = new ArrayList<>();
        selections.forEach((name, keys) -> menu.add(selection(name, keys)));
        return new Menu(menu);
    }

    /**
     * One entry of the menu.
     *
     * @throws InvalidSetting for the first fault
     */
    public static Selection selection(String name, Map<String, String> keys) {
        String path = "selections." + name;
        if (keys.isEmpty()) {
            throw new InvalidSetting(
                    path, "nothing", "QUANTITY: {min: …, max: …} or {in: […]}, where: \"…\", prescale or enabled");
        }
        Map<String, String> conditions = new LinkedHashMap<>(keys);
        String prescale = Optional.ofNullable(conditions.remove("prescale")).orElse("1");
        String enabled = Optional.ofNullable(conditions.remove("enabled")).orElse("true");
        if (!prescale.matches("\\d{1,18}")) {
            throw new InvalidSetting(path + ".prescale", "'" + prescale + "'", "a whole number, 1 or more");
        }
        return new Selection(
                name, ConditionKeys.parse(path, conditions), Long.parseLong(prescale), isYes(path, enabled));
    }

    private static boolean isYes(String path, String enabled) {
        return switch (enabled) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new InvalidSetting(path + ".enabled", "'" + enabled + "'", "true or false");
        };
    }

    /**
     * A menu with what a person has changed in it and added to it, key by key; a list takes the place of the whole
     * list.
     *
     * @param given the menu that a schema brings
     * @param chosen what is configured
     */
    public static Map<String, Map<String, String>> over(
            Map<String, Map<String, String>> given, Map<String, Map<String, String>> chosen) {
        Map<String, Map<String, String>> menu = new LinkedHashMap<>();
        given.forEach((name, keys) -> menu.put(name, new LinkedHashMap<>(keys)));
        chosen.forEach((name, keys) -> {
            Map<String, String> merged = menu.computeIfAbsent(name, absent -> new LinkedHashMap<>());
            keys.keySet().forEach(key -> {
                int list = key.indexOf('[');
                String whole = list < 0 ? key : key.substring(0, list);
                merged.keySet().removeIf(known -> known.equals(whole) || known.startsWith(whole + "["));
            });
            merged.putAll(keys);
        });
        return menu;
    }

    /** All that is wrong with a menu; nothing if it would be obeyed. */
    public static List<InvalidSetting> faults(Map<String, Map<String, String>> selections, Quantities quantities) {
        List<InvalidSetting> faults = new ArrayList<>();
        List<Selection> right = new ArrayList<>();
        selections.forEach((name, keys) -> {
            int before = faults.size();
            byQuantity(keys).forEach(each -> attempt(() -> selection(name, each).checked(quantities), faults));
            if (faults.size() == before) {
                attempt(() -> right.add(selection(name, keys)), faults);
            }
        });
        attempt(() -> new Menu(right), faults);
        return faults;
    }

    /** The keys of each quantity by themselves, so that a fault of one does not hide that of another. */
    private static List<Map<String, String>> byQuantity(Map<String, String> keys) {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        groups.put("", Map.of("enabled", "true")); // the name alone
        keys.forEach((key, value) -> groups.computeIfAbsent(key.split("[.\\[]", 2)[0], group -> new LinkedHashMap<>())
                .put(key, value));
        return List.copyOf(groups.values());
    }

    private static void attempt(Runnable reading, List<InvalidSetting> faults) {
        try {
            reading.run();
        } catch (InvalidSetting fault) {
            if (faults.stream().noneMatch(known -> Objects.equals(known.getMessage(), fault.getMessage()))) {
                faults.add(fault);
            }
        }
    }
}
