package science.pipeline.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flattened keys ({@code energy.min}, {@code type.in[0]}) as the YAML that they came from. */
final class Flattened {

    private Flattened() {}

    static String yaml(Map<String, String> keys) {
        Map<String, Object> tree = new LinkedHashMap<>();
        keys.forEach((key, value) -> put(tree, key, value));
        return YamlText.flow(tree);
    }

    @SuppressWarnings("unchecked") // only this class fills the tree
    private static void put(Map<String, Object> tree, String key, String value) {
        int point = key.indexOf('.');
        if (point > 0) {
            Map<String, Object> inner =
                    (Map<String, Object>) tree.computeIfAbsent(key.substring(0, point), any -> new LinkedHashMap<>());
            put(inner, key.substring(point + 1), value);
            return;
        }
        int bracket = key.indexOf('[');
        if (bracket > 0) {
            ((List<Object>) tree.computeIfAbsent(key.substring(0, bracket), any -> new ArrayList<>())).add(value);
            return;
        }
        tree.put(key, value);
    }
}
