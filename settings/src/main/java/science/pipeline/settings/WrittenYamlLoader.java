package science.pipeline.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.UnicodeReader;

/** Reads {@code application.yml} as it is written, each value with its place; in the stead of Spring's own loader. */
@Order(Ordered.HIGHEST_PRECEDENCE) // of two loaders of one extension the first is asked
final class WrittenYamlLoader implements PropertySourceLoader {

    private static final Pattern BRACKETS = Pattern.compile("[^\\[\\]]*(\\[[^\\[\\]]+])*");

    private final FreeNames names = FreeNames.ofAllParts();

    @Override
    public String[] getFileExtensions() {
        return new String[] {"yml", "yaml"};
    }

    /** @throws RefusedSettings where the file stops being YAML */
    @Override
    public List<PropertySource<?>> load(String name, Resource resource) throws IOException {
        List<PropertySource<?>> sources = new ArrayList<>();
        for (WrittenYaml.Value document : documents(resource)) {
            Map<String, Object> properties = new Flattening(resource).of(document);
            if (!properties.isEmpty()) {
                sources.add(new OriginTrackedMapPropertySource(
                        name + " (document #" + sources.size() + ")", Collections.unmodifiableMap(properties), true));
            }
        }
        return sources;
    }

    private static List<WrittenYaml.Value> documents(Resource resource) throws IOException {
        try (InputStream stream = resource.getInputStream();
                UnicodeReader text = new UnicodeReader(stream)) {
            return WrittenYaml.read(text, new LoaderOptions());
        } catch (WrittenYaml.Refused unusual) {
            throw refused(resource, unusual.getProblem(), unusual.getProblemMark());
        } catch (MarkedYAMLException malformed) {
            throw refused(resource, "no YAML, " + malformed.getProblem(), malformed.getProblemMark());
        } catch (YAMLException unreadable) {
            boolean isOtherText = unreadable.getCause() instanceof CharacterCodingException;
            throw refused(
                    resource, isOtherText ? "bytes that are no UTF-8" : String.valueOf(unreadable.getMessage()), null);
        }
    }

    private static RefusedSettings refused(Resource resource, String problem, @Nullable Mark mark) {
        TextResourceOrigin.Location place =
                mark == null ? null : new TextResourceOrigin.Location(mark.getLine(), mark.getColumn());
        return new RefusedSettings(new Fault(
                        String.valueOf(resource.getFilename()),
                        problem,
                        "YAML in UTF-8: two spaces for each level, no tabs, quotes around text with a colon",
                        Place.of(new TextResourceOrigin(resource, place)))
                .sentence());
    }

    /** One document as the dotted names that Spring knows. */
    private final class Flattening {

        private final Resource resource;
        private final Map<String, Object> properties = new LinkedHashMap<>();

        Flattening(Resource resource) {
            this.resource = resource;
        }

        Map<String, Object> of(WrittenYaml.Value document) {
            if (document.content() instanceof Map<?, ?>) {
                add("", document);
            } else if (!document.content().equals("")) {
                throw refused(resource, "'" + document.plain() + "' instead of keys", document.mark());
            }
            return properties;
        }

        private void add(String name, WrittenYaml.Value value) {
            if (value.content() instanceof Map<?, ?> map && !map.isEmpty()) {
                map.forEach((key, below) -> add(joined(name, (String) key, value.mark()), (WrittenYaml.Value) below));
            } else if (value.content() instanceof List<?> list && names.isBelowEntry(name)) {
                put(names.bracketed(name), new WrittenYaml.Value(joined(list), value.mark()));
            } else if (value.content() instanceof List<?> list && !list.isEmpty()) {
                for (int i = 0; i < list.size(); i++) {
                    add(name + "[" + i + "]", (WrittenYaml.Value) list.get(i));
                }
            } else if (!(value.content() instanceof Map<?, ?>) || names.isEntry(name)) {
                put(names.bracketed(name), value);
            }
        }

        /** Whole, so that another file or an option replaces the list and does not mix with it. */
        private String joined(List<?> list) {
            List<String> texts = new ArrayList<>();
            for (Object each : list) {
                WrittenYaml.Value value = (WrittenYaml.Value) each;
                if (!(value.content() instanceof String text) || text.isBlank() || text.contains(",")) {
                    throw refused(resource, "'" + value.plain() + "' in a list of names or numbers", value.mark());
                }
                texts.add(text);
            }
            return String.join(",", texts);
        }

        private void put(String name, WrittenYaml.Value value) {
            Mark mark = value.mark();
            TextResourceOrigin origin =
                    new TextResourceOrigin(resource, new TextResourceOrigin.Location(mark.getLine(), mark.getColumn()));
            String text = value.content() instanceof String written ? written : "";
            if (properties.put(name, OriginTrackedValue.of(text, origin)) != null) {
                throw refused(resource, "the key '" + name + "' twice", mark);
            }
        }

        private String joined(String name, String key, Mark mark) {
            if (!BRACKETS.matcher(key).matches()) {
                throw refused(resource, "the key '" + key + "', in which a bracket stands alone", mark);
            }
            return name.isEmpty() || key.startsWith("[") ? name + key : name + "." + key;
        }
    }
}
