package science.pipeline.schema;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML mapping whose scalars are taken as they are written: {@code no}, {@code 012} and {@code 1:30} are text, and a
 * key that stands twice is refused. What was asked for is struck off, so that what is left is unknown.
 */
final class YamlNodes {

    private final String place;
    private final Map<String, Node> entries = new LinkedHashMap<>();

    private YamlNodes(String place, MappingNode node) {
        this.place = place;
        for (NodeTuple tuple : node.getValue()) {
            String key = scalar(place, tuple.getKeyNode());
            if (entries.put(key, tuple.getValueNode()) != null) {
                throw new SchemaFault(path(key), "the key twice" + line(tuple.getKeyNode()), "each key once");
            }
        }
    }

    /**
     * Reads a document.
     *
     * @param source what it is called in messages
     * @throws SchemaFault if it is no YAML, or no mapping
     */
    static YamlNodes read(String source, String yaml) {
        Node root;
        try {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(20);
            root = new Yaml(options).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new SchemaFault(source + ", line " + line, "no YAML (" + e.getProblem() + ")", "a schema in YAML");
        } catch (YAMLException e) {
            throw new SchemaFault(source, "no YAML (" + e.getMessage() + ")", "a schema in YAML");
        }
        if (!(root instanceof MappingNode mapping)) {
            throw new SchemaFault(source, root == null ? "nothing" : "no mapping", "name: and fields:");
        }
        return new YamlNodes(source + ":", mapping);
    }

    /** The full place of a key. */
    String path(String key) {
        return place.endsWith(":") ? place + ' ' + key : place + '.' + key;
    }

    /** The text of a key, or null where it is absent. */
    @Nullable String text(String key) {
        Node node = entries.remove(key);
        return node == null ? null : scalar(path(key), node);
    }

    /** The number of a key, or another one where it is absent. */
    double number(String key, double otherwise) {
        String text = text(key);
        if (text == null) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value) && Character.isDigit(text.charAt(text.length() - 1))) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the fault
        }
        throw new SchemaFault(path(key), "'" + text + "'", "a finite number");
    }

    /** The texts of a key: a list of them, or a single one. */
    List<String> texts(String key) {
        Node node = entries.remove(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            return List.of(scalar(path(key), node));
        }
        List<String> texts = new ArrayList<>();
        sequence.getValue().forEach(each -> texts.add(scalar(path(key), each)));
        return texts;
    }

    /** Goes through the mapping of a key, if it is there. */
    void each(String key, BiConsumer<String, Entry> action) {
        Node node = entries.remove(key);
        if (node == null) {
            return;
        }
        if (!(node instanceof MappingNode mapping)) {
            throw new SchemaFault(path(key), "no mapping" + line(node), "NAME: {…}, one a line");
        }
        YamlNodes all = new YamlNodes(path(key), mapping);
        List.copyOf(all.entries.entrySet())
                .forEach(entry -> action.accept(entry.getKey(), new Entry(all.path(entry.getKey()), entry.getValue())));
    }

    /** Refuses keys that nobody has asked for. */
    void refuseOthers(String known) {
        entries.keySet().stream().findFirst().ifPresent(key -> {
            throw new SchemaFault(path(key), "an unknown key" + line(entries.get(key)), "one of " + known);
        });
    }

    /** A value of a mapping: a scalar or a mapping. */
    record Entry(String place, Node node) {

        /** The scalar, or null if it is a mapping. */
        @Nullable String scalar() {
            return node instanceof ScalarNode ? YamlNodes.scalar(place, node) : null;
        }

        YamlNodes mapping() {
            if (!(node instanceof MappingNode mapping)) {
                throw new SchemaFault(place, "no mapping" + line(node), "{key: value, …}");
            }
            return new YamlNodes(place, mapping);
        }

        /** All that is below it as flattened keys: {@code energy.min}, {@code type.in[0]}. */
        Map<String, String> flattened() {
            Map<String, String> keys = new LinkedHashMap<>();
            flatten("", node, keys);
            return keys;
        }

        private void flatten(String path, Node at, Map<String, String> into) {
            if (at instanceof MappingNode mapping) {
                new YamlNodes(place, mapping)
                        .entries.forEach((key, value) -> flatten(path.isEmpty() ? key : path + '.' + key, value, into));
            } else if (at instanceof SequenceNode sequence) {
                for (int i = 0; i < sequence.getValue().size(); i++) {
                    flatten(path + '[' + i + ']', sequence.getValue().get(i), into);
                }
            } else {
                into.put(path, YamlNodes.scalar(place, at));
            }
        }
    }

    private static String scalar(String place, Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new SchemaFault(place, (node instanceof SequenceNode ? "a list" : "a mapping") + line(node), "one value");
    }

    private static String line(@Nullable Node node) {
        return node == null || node.getStartMark() == null
                ? ""
                : " (line " + (node.getStartMark().getLine() + 1) + ")";
    }
}
