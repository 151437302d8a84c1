package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import science.pipeline.settings.OwnKeys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What an IDE shows while somebody edits application.yml. */
class MetadataTest {

    @Test
    void everyKeyIsDescribed() throws IOException {
        Set<String> described = new TreeSet<>();
        for (URL url : Collections.list(
                getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream json = url.openStream()) {
                for (JsonNode property : new ObjectMapper().readTree(json).path("properties")) {
                    if (!property.path("description").asString("").isBlank()) {
                        described.add(property.path("name").asString());
                    }
                }
            }
        }
        List<String> keys = new ArrayList<>();
        OwnKeys.all().forEach((root, type) -> collect(root, type, keys));
        assertThat(keys).contains("producer.synthetic.spectrum.min-gev", "producer.replay.file", "analytics.topic");
        assertThat(described).containsAll(keys);
    }

    private static void collect(String name, Class<?> type, List<String> keys) {
        if (!type.isRecord() || isReadFromText(type)) {
            if (name.contains(".") && !name.equals("spring.kafka")) { // Spring describes its own
                keys.add(name);
            }
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            String key = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            collect(name + "." + key, component.getType(), keys);
        }
    }

    private static boolean isReadFromText(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("of"));
    }
}
