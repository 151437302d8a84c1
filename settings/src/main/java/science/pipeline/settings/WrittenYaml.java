package science.pipeline.settings;

import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML in which each scalar is the text that stands there. YAML 1.1 would make 10 of {@code 012}, false of {@code no}
 * and 750 of {@code 12:30}; what a text means is decided by the type of its key alone.
 */
public final class WrittenYaml {

    /** More values than anybody writes: aliases of aliases multiply. */
    private static final int MOST_VALUES = 10_000;

    private static final int MOST_DEPTH = 50;

    private int values;

    private WrittenYaml() {}

    /** Raised besides what the parser refuses by itself. */
    static final class Refused extends MarkedYAMLException {

        private static final long serialVersionUID = 1L;

        Refused(String problem, Mark mark) {
            super(null, null, problem, mark);
        }
    }

    /** A value and where it stands: text, a list of values, or values by key. */
    public record Value(Object content, Mark mark) {

        /** Without places: texts, lists and maps. */
        public Object plain() {
            if (content instanceof List<?> list) {
                return list.stream().map(each -> ((Value) each).plain()).toList();
            }
            if (content instanceof Map<?, ?> map) {
                Map<String, Object> plain = new LinkedHashMap<>();
                map.forEach((key, value) -> plain.put((String) key, ((Value) value).plain()));
                return plain;
            }
            return content;
        }
    }

    /** @throws YAMLException with the place, also for a key that stands twice and for aliases without end */
    public static List<Value> read(Reader text, LoaderOptions limits) {
        List<Value> documents = new ArrayList<>();
        for (Node document : new Yaml(limits).composeAll(text)) {
            documents.add(new WrittenYaml().value(document, 0));
        }
        return documents;
    }

    private Value value(Node node, int depth) {
        if (++values > MOST_VALUES || depth > MOST_DEPTH) {
            throw new Refused("more than any configuration holds: do aliases name each other?", node.getStartMark());
        }
        if (node instanceof MappingNode mapping) {
            return new Value(entries(mapping, depth), node.getStartMark());
        }
        if (node instanceof SequenceNode sequence) {
            List<Value> list = new ArrayList<>();
            sequence.getValue().forEach(each -> list.add(value(each, depth + 1)));
            return new Value(list, node.getStartMark());
        }
        return new Value(text((ScalarNode) node), node.getStartMark());
    }

    private static String text(ScalarNode scalar) {
        return scalar.getTag().equals(Tag.NULL) && scalar.getValue().equals("~") ? "" : scalar.getValue();
    }

    private Map<String, Value> entries(MappingNode mapping, int depth) {
        Map<String, Value> entries = new LinkedHashMap<>();
        Map<String, Value> merged = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new Refused(
                        "a key that is a list or a map", entry.getKeyNode().getStartMark());
            }
            Value value = value(entry.getValueNode(), depth + 1);
            if (key.getTag().equals(Tag.MERGE)) {
                merge(value, merged);
            } else if (entries.put(text(key), value) != null) {
                throw new Refused("the key '" + text(key) + "' twice", key.getStartMark());
            }
        }
        merged.forEach(entries::putIfAbsent);
        return entries;
    }

    /** {@code <<: *defaults}, or a list of such, of which the first wins. */
    private static void merge(Value source, Map<String, Value> merged) {
        if (source.content() instanceof List<?> list) {
            list.forEach(each -> merge((Value) each, merged));
        } else if (source.content() instanceof Map<?, ?> map) {
            map.forEach((key, value) -> merged.putIfAbsent((String) key, (Value) value));
        } else {
            throw new Refused("'" + source.content() + "' behind <<, where a map belongs", source.mark());
        }
    }
}
